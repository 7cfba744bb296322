import type { CFacts, FunctionEntry } from "../facts/cFacts";
import type { Span } from "../base/span";
import type { FunctionRef } from "../flow/program";
import type { FunctionDefinition, TypeName } from "../syntax/c/model";
import type { Chunk } from "../syntax/c/source";

/**
 * A function of a library. One object per chunk: it outlives edits elsewhere in the file, which move only its
 * `base`. The definition is parsed when something asks for it.
 */
export class ChunkFunction implements FunctionRef {
  private known: FunctionDefinition | undefined;

  private constructor(
    readonly name: string,
    readonly path: string,
    readonly isStatic: boolean,
    private readonly chunk: Chunk,
    public base: number,
    private owner: CFacts,
  ) {}

  /** The function of an entry, the same object as for the previous version of the file when its chunk is the same. */
  static of(file: CFacts, entry: FunctionEntry): ChunkFunction {
    const { chunk, start } = entry.placed;
    const known = byChunk.get(chunk);
    // Two functions of one file with the same text share a chunk, but not their place.
    if (
      known?.path === file.path &&
      known.name === entry.name &&
      (known.owner !== file || known.base === start)
    ) {
      known.owner = file;
      known.base = start;
      return known;
    }
    const created = new ChunkFunction(entry.name, file.path, entry.isStatic, chunk, start, file);
    byChunk.set(chunk, created);
    return created;
  }

  get text(): string {
    return this.chunk.text;
  }

  get definition(): FunctionDefinition {
    this.known ??=
      this.chunk.definitions.find(
        (d): d is FunctionDefinition => d.kind === "function" && d.name === this.name,
      ) ?? notUnderstood(this.name, this.isStatic, this.chunk.text);
    return this.known;
  }

  get inactive(): readonly Span[] {
    const { base, owner } = this;
    const end = base + this.chunk.text.length;
    return owner.source.inactive.flatMap((region) =>
      region.start < end && region.end > base ? { start: region.start - base, end: region.end - base } : [],
    );
  }

  /** Gives back the memory of the definition; what refers to parts of it must not be used any more. */
  forgetDefinition(): void {
    this.known = undefined;
    this.chunk.forgetDefinitions();
  }

  /** Identifiers in its code, comments and literals left out. */
  get words(): ReadonlySet<string> {
    return wordsIn(this.chunk);
  }
}

const byChunk = new WeakMap<Chunk, ChunkFunction>();
const byFile = new WeakMap<CFacts, readonly ChunkFunction[]>();

/** The functions of a file in the order of its entries. Asking for them moves those of an earlier version to their new place. */
export function functionsOf(file: CFacts): readonly ChunkFunction[] {
  let functions = byFile.get(file);
  if (!functions) {
    functions = file.functions.map((entry) => ChunkFunction.of(file, entry));
    byFile.set(file, functions);
  }
  return functions;
}

/** The functions that stand where others stood in the earlier version. The files have the same shape. */
export function replacedFunctions(
  before: readonly CFacts[],
  after: readonly CFacts[],
): ReadonlyMap<FunctionRef, ChunkFunction> {
  const replaced = new Map<FunctionRef, ChunkFunction>();
  for (const [i, file] of after.entries()) {
    if (file === before[i]) continue;
    const earlier = functionsOf(before[i]!);
    for (const [entry, fn] of functionsOf(file).entries())
      if (earlier[entry] !== fn) replaced.set(earlier[entry]!, fn);
  }
  return replaced;
}

const tokens = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*[^]*?(?:\*\/|$)|\/\/[^\n]*|[A-Za-z_]\w*/gu;

/** The identifiers of a C text. */
export function wordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const [token] of text.matchAll(tokens)) if (/^\w/u.test(token)) words.add(token);
  return words;
}

const wordsByCode = new WeakMap<object, ReadonlySet<string>>();

/** The same of a piece of code that never changes, remembered with it. */
export function wordsIn(code: { readonly text: string }): ReadonlySet<string> {
  let words = wordsByCode.get(code);
  if (!words) {
    words = wordsOf(code.text);
    wordsByCode.set(code, words);
  }
  return words;
}

/** Stands for a function that the parser could not make out: one hole, so that nothing is known of what it does. */
function notUnderstood(name: string, isStatic: boolean, text: string): FunctionDefinition {
  const whole = { start: 0, end: text.length };
  const at = Math.max(text.indexOf(name), 0);
  const returnType: TypeName = {
    ...whole,
    base: "",
    pointers: 0,
    arrays: [],
    isConst: false,
    isVolatile: false,
  };
  return {
    ...whole,
    kind: "function",
    name,
    nameSpan: { start: at, end: at + name.length },
    returnType,
    parameters: [],
    isVariadic: true,
    hasEmptyParameterList: true,
    isStatic,
    isInline: false,
    isExported: true,
    body: { kind: "block", ...whole, statements: [{ kind: "hole", ...whole }] },
    holes: [whole],
  };
}
