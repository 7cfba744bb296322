import { sameList } from "../base/sameList";
import type { CFacts } from "../facts/cFacts";
import type { FunctionRef } from "../flow/program";
import { interfaceUsePattern } from "../pg/dynpgextInterface";
import { ChunkFunction, wordsIn, wordsOf } from "./chunkFunction";
import type { LibraryProgram } from "./libraryProgram";

/**
 * Who mentions whom inside one library, from the words of the code alone: nothing is parsed for it. A mention
 * that is no direct call may be a call later, as the function's address is passed on; too many mentions are
 * doubt, which accuses nobody.
 */
export class CallGraph {
  private readonly mentions: Map<FunctionRef, ReadonlySet<FunctionRef>>;
  private readonly answers: Map<string, ReadonlySet<FunctionRef>>;

  /** `earlier`: the graph of the same library before an edit. */
  constructor(
    private readonly program: LibraryProgram,
    earlier?: CallGraph,
  ) {
    const { replaced } = program;
    const isSame =
      earlier !== undefined && program.follows(earlier.program) && this.mentionsTheSame(replaced);
    this.mentions = new Map(isSame ? movedMentions(earlier.mentions, replaced) : []);
    this.answers = new Map(isSame ? movedAnswers(earlier.answers, replaced) : []);
  }

  /** The functions that were replaced mention the same names as before, so that nobody mentions anybody else. */
  private mentionsTheSame(replaced: ReadonlyMap<FunctionRef, FunctionRef>): boolean {
    return [...replaced].every(
      ([before, after]) =>
        this.mayUseInterface(before) === this.mayUseInterface(after) &&
        sameList(this.leadingWords(before), this.leadingWords(after), (a, b) => a === b),
    );
  }

  /** A set of functions that follows from who mentions whom and from which functions use the interface alone. */
  remember(question: string, answer: () => ReadonlySet<FunctionRef>): ReadonlySet<FunctionRef> {
    let known = this.answers.get(question);
    if (!known) {
      known = answer();
      this.answers.set(question, known);
    }
    return known;
  }

  /** The code uses the interface itself, as far as its words tell. */
  mayUseInterface(code: { readonly text: string }): boolean {
    const { users, interfaceWords } = this.knowledge;
    let answer = users.get(code);
    if (answer === undefined) {
      const words = code instanceof ChunkFunction ? code.words : wordsIn(code);
      answer = interfaceUsePattern.test(code.text) || interfaceWords.some((word) => words.has(word));
      users.set(code, answer);
    }
    return answer;
  }

  /** Functions whose name stands in the body of `fn`, called or passed on, also inside macros and initialised variables of the workspace. */
  mentionedBy(fn: FunctionRef): ReadonlySet<FunctionRef> {
    let known = this.mentions.get(fn);
    if (!known) {
      known = new Set(this.namesIn(fn).flatMap((name) => this.program.findFunction(name, fn.path) ?? []));
      this.mentions.set(fn, known);
    }
    return known;
  }

  /** Names of functions of the library that stand in the body of `fn`, whichever function they mean there. */
  private namesIn(fn: FunctionRef): readonly string[] {
    let known = this.knowledge.names.get(fn);
    if (!known) {
      const words = new Set(this.leadingWords(fn));
      for (const word of words)
        for (const inner of this.knowledge.standsFor.get(word) ?? []) words.add(inner);
      known = [...words].filter((word) => this.program.functionNames.has(word));
      this.knowledge.names.set(fn, known);
    }
    return known;
  }

  /** The words of `fn` that name a function of the library, or stand for one. */
  private leadingWords(fn: FunctionRef): readonly string[] {
    const { leadingWords, standsFor } = this.knowledge;
    let known = leadingWords.get(fn);
    if (!known) {
      const { functionNames } = this.program;
      const words = fn instanceof ChunkFunction ? fn.words : wordsOf(fn.text);
      known = [...words].filter((word) => functionNames.has(word) || standsFor.has(word)).sort();
      leadingWords.set(fn, known);
    }
    return known;
  }

  /** `roots` and everything they reach. */
  reachableFrom(roots: Iterable<FunctionRef>): ReadonlySet<FunctionRef> {
    const reached = new Set<FunctionRef>(roots);
    for (const fn of reached) for (const target of this.mentionedBy(fn)) reached.add(target);
    return reached;
  }

  /** Functions of the library that mention `fn`, `fn` itself apart. */
  mentionersOf(fn: FunctionRef): ReadonlySet<FunctionRef> {
    return this.remember(`mentioners of ${fn.path} ${fn.name}`, () => {
      const isMentioner = (other: FunctionRef): boolean =>
        other !== fn && this.namesIn(other).includes(fn.name) && this.mentionedBy(other).has(fn);
      return new Set(this.program.functions.filter(isMentioner));
    });
  }

  /** `seeds` and every function that leads to one of them, judged by names alone. */
  leadingTo(seeds: Iterable<FunctionRef>): ReadonlySet<FunctionRef> {
    const result = new Set<FunctionRef>(seeds);
    const names = new Set([...result].map(({ name }) => name));
    for (let size = -1; size !== result.size;) {
      size = result.size;
      for (const fn of this.program.functions) {
        if (result.has(fn) || !this.namesIn(fn).some((name) => names.has(name))) continue;
        result.add(fn);
        names.add(fn.name);
      }
    }
    return result;
  }

  /** Macros and initialised variables of the library whose text leads to the interface. */
  get interfaceWords(): readonly string[] {
    return this.knowledge.interfaceWords;
  }

  private get knowledge(): ShapeKnowledge {
    let known = knowledgeOfShape.get(this.program.shape);
    if (!known) {
      const standsFor = collectStandIns(this.program.files, this.program.functionNames);
      known = {
        standsFor,
        interfaceWords: wordsLeadingToInterface(standsFor),
        names: new WeakMap(),
        leadingWords: new WeakMap(),
        users: new WeakMap(),
      };
      knowledgeOfShape.set(this.program.shape, known);
    }
    return known;
  }
}

/** What depends on no function's body, and what each body says by itself. */
interface ShapeKnowledge {
  /** Macros and initialised file-level variables that name functions of the library, or one another, with the words of their text. */
  readonly standsFor: ReadonlyMap<string, readonly string[]>;
  readonly interfaceWords: readonly string[];
  readonly names: WeakMap<FunctionRef, readonly string[]>;
  readonly leadingWords: WeakMap<FunctionRef, readonly string[]>;
  readonly users: WeakMap<object, boolean>;
}

/** What the functions mention that stand where others stood. */
function movedMentions(
  mentions: ReadonlyMap<FunctionRef, ReadonlySet<FunctionRef>>,
  replaced: ReadonlyMap<FunctionRef, FunctionRef>,
): (readonly [FunctionRef, ReadonlySet<FunctionRef>])[] {
  return [...mentions].map(([fn, mentioned]) => [replaced.get(fn) ?? fn, movedSet(mentioned, replaced)]);
}

function movedAnswers(
  answers: ReadonlyMap<string, ReadonlySet<FunctionRef>>,
  replaced: ReadonlyMap<FunctionRef, FunctionRef>,
): (readonly [string, ReadonlySet<FunctionRef>])[] {
  return [...answers].map(([question, answer]) => [question, movedSet(answer, replaced)]);
}

/** The same functions in the same order; the same set when none was replaced. */
function movedSet(
  functions: ReadonlySet<FunctionRef>,
  replaced: ReadonlyMap<FunctionRef, FunctionRef>,
): ReadonlySet<FunctionRef> {
  for (const fn of replaced.keys()) if (functions.has(fn)) return movedOne(functions, replaced);
  return functions;
}

function movedOne(
  functions: ReadonlySet<FunctionRef>,
  replaced: ReadonlyMap<FunctionRef, FunctionRef>,
): ReadonlySet<FunctionRef> {
  return new Set([...functions].map((fn) => replaced.get(fn) ?? fn));
}

const knowledgeOfShape = new WeakMap<object, ShapeKnowledge>();

function wordsLeadingToInterface(standsFor: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const result = new Set(
    [...standsFor]
      .filter(([, words]) => words.some((word) => interfaceUsePattern.test(word)))
      .map(([name]) => name),
  );
  for (let size = -1; size !== result.size;) {
    size = result.size;
    for (const [name, words] of standsFor) if (words.some((word) => result.has(word))) result.add(name);
  }
  return [...result];
}

/** What stands before an initializer; the declared name is the first word that an array bracket, a parenthesis or the `=` follows. */
const declarators = /[^;{}=]*=(?!=)/gu;
const declaredName = /([A-Za-z_]\w*)\s*(?=\[|\)|=)/u;

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
          interfaceUsePattern.test(name) ||
          [...words].some((word) => functionNames.has(word) || interfaceUsePattern.test(word)),
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
