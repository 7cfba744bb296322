import type { CFacts } from "../facts/cFacts";

interface ShapedLibrary {
  readonly files: readonly CFacts[];
}

/**
 * What is known of a library as long as only bodies of functions change: names and types, but no offsets. It is
 * computed on first use, from whichever version of the library asks.
 */
export class Shape {
  private macros: ReadonlySet<string> | undefined;
  private functions: ReadonlySet<string> | undefined;
  private variables: ReadonlySet<string> | undefined;
  private readonly answers = new Map<string, unknown>();

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

  variableNames({ files }: ShapedLibrary): ReadonlySet<string> {
    this.variables ??= new Set(files.flatMap((file) => [...file.declarations.variables.keys()]));
    return this.variables;
  }

  /** The answer to a question of one kind, asked once. */
  remember<T>(kind: string, question: string, answer: () => T): T {
    const key = `${kind}\0${question}`;
    if (!this.answers.has(key)) this.answers.set(key, answer());
    return this.answers.get(key) as T;
  }
}
