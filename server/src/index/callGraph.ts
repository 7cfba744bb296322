import type { CFacts } from "../facts/cFacts";
import type { FunctionRef } from "../flow/program";
import { ChunkFunction, wordsOf } from "./chunkFunction";
import type { LibraryProgram } from "./libraryProgram";

/**
 * Who mentions whom inside one library, from the words of the code alone: nothing is parsed for it. A mention
 * that is no direct call may be a call later, as the function's address is passed on; too many mentions are
 * doubt, which accuses nobody.
 */
export class CallGraph {
  private readonly mentions = new Map<FunctionRef, ReadonlySet<FunctionRef>>();
  private stands: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(private readonly program: LibraryProgram) {}

  /** Functions whose name stands in the body of `fn`, called or passed on, also inside macros and initialised variables of the workspace. */
  mentionedBy(fn: FunctionRef): ReadonlySet<FunctionRef> {
    let known = this.mentions.get(fn);
    if (!known) {
      known = this.collect(fn);
      this.mentions.set(fn, known);
    }
    return known;
  }

  private collect(fn: FunctionRef): ReadonlySet<FunctionRef> {
    const result = new Set<FunctionRef>();
    const words = new Set(fn instanceof ChunkFunction ? fn.words : wordsOf(fn.text));
    for (const word of words) {
      if (this.program.functionNames.has(word)) {
        const target = this.program.findFunction(word, fn.path);
        if (target) result.add(target);
      }
      for (const inner of this.standsFor.get(word) ?? []) words.add(inner);
    }
    return result;
  }

  /** `roots` and everything they reach. */
  reachableFrom(roots: Iterable<FunctionRef>): ReadonlySet<FunctionRef> {
    const reached = new Set<FunctionRef>(roots);
    for (const fn of reached) for (const target of this.mentionedBy(fn)) reached.add(target);
    return reached;
  }

  /** Functions of the library that mention `fn`, `fn` itself apart. */
  mentionersOf(fn: FunctionRef): readonly FunctionRef[] {
    const names = this.namesStandingFor([fn.name]);
    return this.program.functions.filter(
      (other) =>
        other !== fn && names.some((name) => other.words.has(name)) && this.mentionedBy(other).has(fn),
    );
  }

  /** `names` with every macro and initialised variable whose text has one of them. */
  namesStandingFor(names: Iterable<string>): readonly string[] {
    const result = new Set(names);
    for (let size = -1; size !== result.size;) {
      size = result.size;
      for (const [name, words] of this.standsFor)
        if (!result.has(name) && words.some((word) => result.has(word))) result.add(name);
    }
    return [...result];
  }

  /** Macros and initialised variables of the library, its header apart, whose text leads to the interface. */
  get interfaceWords(): readonly string[] {
    const direct = [...this.standsFor]
      .filter(([, words]) => words.some((word) => usePattern.test(word)))
      .map(([name]) => name);
    return this.namesStandingFor(direct);
  }

  /** Macros and initialised file-level variables that name functions of the library, or one another, with the words of their text. */
  private get standsFor(): ReadonlyMap<string, readonly string[]> {
    this.stands ??= collectStandIns(this.program.files, this.program.functionNames);
    return this.stands;
  }
}

/** What stands before an initializer; the declared name is the first word that an array bracket, a parenthesis or the `=` follows. */
const declarators = /[^;{}=]*=(?!=)/gu;
const declaredName = /([A-Za-z_]\w*)\s*(?=\[|\)|=)/u;
const usePattern = /dynpgext|allocate_shmem|register_bgworker/iu;

function collectStandIns(
  files: readonly CFacts[],
  functionNames: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, Set<string>>();
  const add = (name: string, text: string): void => {
    const words = all.get(name) ?? new Set<string>();
    for (const word of wordsOf(text)) if (word !== name) words.add(word);
    all.set(name, words);
  };
  for (const file of files) {
    for (const { name, body } of [...file.source.macros, ...file.source.doubtfulMacros])
      if (/[A-Za-z_]/u.test(body)) add(name, body);
    for (const { chunk } of file.source.chunks) {
      if (chunk.kind === "function" || !chunk.text.includes("=")) continue;
      for (const [declarator] of chunk.text.matchAll(declarators)) {
        const name = declaredName.exec(declarator)?.[1];
        if (name !== undefined) add(name, chunk.text);
      }
    }
  }
  // Only those are kept that lead to a function or to the interface: a header defines thousands of others.
  const leading = new Set(
    [...all]
      .filter(
        ([name, words]) =>
          usePattern.test(name) ||
          [...words].some((word) => functionNames.has(word) || usePattern.test(word)),
      )
      .map(([name]) => name),
  );
  for (let size = -1; size !== leading.size;) {
    size = leading.size;
    for (const [name, words] of all)
      if (!leading.has(name) && [...words].some((word) => leading.has(word))) leading.add(name);
  }
  return new Map([...leading].map((name) => [name, [...all.get(name)!]]));
}
