import { append, type CFacts, type FunctionEntry } from "../facts/cFacts";
import { possibleVariables } from "../facts/possibleVariables";
import type { GlobalVariable, ScopedMacro } from "../flow/program";
import type { StructDefinition, TypeName } from "../syntax/c/model";

interface ShapedLibrary {
  readonly files: readonly CFacts[];
}

/** A function as its place in the library: which file, and which of its functions. */
export interface FunctionPlace {
  readonly file: number;
  readonly entry: number;
}

/** The macros that a name means, and the files (by number and as they were) that they come from. */
export interface FoundMacros {
  readonly macros: readonly ScopedMacro[];
  readonly numbers: readonly number[];
  readonly files: readonly CFacts[];
}

/** What a variable's name means, as of one version of the library. */
export interface FoundGlobal {
  readonly global: GlobalVariable | undefined;
  /** The file that declares it, as it was. */
  readonly file: CFacts | undefined;
  version: number;
}

const tellingText =
  /["#]|dynpgext|allocate_shmem|register_bgworker|bgw_|BackgroundWorker|BGW|\b(?:ereport|elog|return|goto|abort|exit|proc_exit|memset|MemSet|sizeof)\b/iu;

/**
 * What is known of a library as long as only bodies of functions change: names and types, but no offsets. It is
 * computed on first use, from whichever version of the library asks.
 */
export class Shape {
  private macros: ReadonlySet<string> | undefined;
  private functions: ReadonlySet<string> | undefined;
  private variables: ReadonlySet<string> | undefined;
  private bodies: ReadonlyMap<string, readonly string[]> | undefined;
  private texts: ReadonlyMap<string, readonly string[]> | undefined;
  private ofSources: ReadonlyMap<string, readonly FunctionPlace[]> | undefined;
  private readonly telling = new Map<string, boolean>();
  /** Answers by the file that asks. */
  readonly foundFunctions = new AnswersByFile<FunctionPlace | undefined>();
  readonly foundMacros = new AnswersByFile<FoundMacros>();
  readonly foundGlobals = new AnswersByFile<FoundGlobal>();
  readonly enumerators = new AnswersByFile<number | undefined>();
  readonly typedefs = new AnswersByFile<TypeName | undefined>();
  readonly structs = new AnswersByFile<StructDefinition | undefined>();
  /** Types with their typedefs followed, by the file that asks. */
  readonly resolvedTypes = new WeakMap<TypeName, Map<string, TypeName>>();

  macroNames({ files }: ShapedLibrary): ReadonlySet<string> {
    this.macros ??= new Set(
      files.flatMap(({ source }) => [...source.macros, ...source.doubtfulMacros].map(({ name }) => name)),
    );
    return this.macros;
  }

  functionNames({ files }: ShapedLibrary): ReadonlySet<string> {
    this.functions ??= new Set(files.flatMap((file) => file.functions.map(({ name }) => name)));
    return this.functions;
  }

  /** False when certainly no file declares a variable of the name. Parses nothing. */
  mayBeVariable(name: string, { files }: ShapedLibrary): boolean {
    this.variables ??= possibleNames(files);
    return this.variables.has(name);
  }

  /** The functions of the sources that other files can call by a name. */
  sourceFunctions(name: string, { files }: ShapedLibrary): readonly FunctionPlace[] {
    this.ofSources ??= functionsOfSources(files);
    return this.ofSources.get(name) ?? [];
  }

  /** The text behind every macro and file-level variable of a name, in whichever file. */
  textsOfName(name: string, { files }: ShapedLibrary): readonly string[] {
    this.texts ??= textsByName(files);
    return this.texts.get(name) ?? [];
  }

  /** The text of a macro, or of one it leads to, has a word or sign that `tellingText` looks for. */
  isTellingMacro(name: string, library: ShapedLibrary): boolean {
    let answer = this.telling.get(name);
    if (answer === undefined) {
      answer = this.leadsToTellingText(name, library);
      this.telling.set(name, answer);
    }
    return answer;
  }

  private leadsToTellingText(name: string, { files }: ShapedLibrary): boolean {
    this.bodies ??= bodiesByName(files);
    const words = new Set([name]);
    for (const word of words) {
      for (const body of this.bodies.get(word) ?? []) {
        if (tellingText.test(body)) return true;
        for (const [inner] of body.matchAll(/[A-Za-z_]\w*/gu)) words.add(inner);
      }
    }
    return false;
  }
}

/** What names mean in each file, asked once. */
export class AnswersByFile<T> {
  private readonly byFile = new Map<string, Map<string, { answer: T }>>();
  private lastPath: string | undefined;
  private last: Map<string, { answer: T }> | undefined;

  get(path: string, name: string): { answer: T } | undefined {
    if (path !== this.lastPath) {
      this.lastPath = path;
      this.last = this.byFile.get(path);
    }
    return this.last?.get(name);
  }

  set(path: string, name: string, answer: T): T {
    let answers = this.byFile.get(path);
    if (!answers) {
      answers = new Map();
      this.byFile.set(path, answers);
      this.lastPath = undefined;
    }
    answers.set(name, { answer });
    return answer;
  }

  remember(path: string, name: string, find: () => T): T {
    const known = this.get(path, name);
    return known ? known.answer : this.set(path, name, find());
  }
}

function possibleNames(files: readonly CFacts[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { source } of files) {
    for (const { chunk } of source.chunks)
      if (chunk.kind !== "function") for (const name of possibleVariables(chunk)) names.add(name);
  }
  return names;
}

function bodiesByName(files: readonly CFacts[]): ReadonlyMap<string, readonly string[]> {
  const bodies = new Map<string, string[]>();
  for (const { source } of files) {
    for (const { name, body } of [...source.macros, ...source.doubtfulMacros]) append(bodies, name, body);
  }
  return bodies;
}

function functionsOfSources(files: readonly CFacts[]): ReadonlyMap<string, readonly FunctionPlace[]> {
  const places = new Map<string, FunctionPlace[]>();
  const add = (file: number, entry: number, { name, isStatic }: FunctionEntry): void => {
    if (!isStatic) append(places, name, { file, entry });
  };
  for (const [number, file] of files.entries()) {
    if (!file.isHeader) for (const [entry, fn] of file.functions.entries()) add(number, entry, fn);
  }
  return places;
}

function textsByName(files: readonly CFacts[]): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  for (const { source, declarations } of files) {
    for (const { name, body } of [...source.macros, ...source.doubtfulMacros]) append(texts, name, body);
    for (const [name, declared] of declarations.variables)
      for (const { placed } of declared) append(texts, name, placed.chunk.text);
  }
  return texts;
}
