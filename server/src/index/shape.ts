import { append, type CFacts } from "../facts/cFacts";

interface ShapedLibrary {
  readonly files: readonly CFacts[];
}

const tellingText =
  /["#]|dynpgext|allocate_shmem|register_bgworker|bgw_|BackgroundWorker|BGW|\b(?:ereport|elog|return|goto|abort|exit|proc_exit|memset|MemSet|sizeof)\b/iu;

function bodiesByName(files: readonly CFacts[]): ReadonlyMap<string, readonly string[]> {
  const bodies = new Map<string, string[]>();
  for (const { source } of files) {
    for (const { name, body } of [...source.macros, ...source.doubtfulMacros]) append(bodies, name, body);
  }
  return bodies;
}

/**
 * What is known of a library as long as only bodies of functions change: names and types, but no offsets. It is
 * computed on first use, from whichever version of the library asks.
 */
export class Shape {
  private macros: ReadonlySet<string> | undefined;
  private functions: ReadonlySet<string> | undefined;
  private variables: ReadonlySet<string> | undefined;
  private bodies: ReadonlyMap<string, readonly string[]> | undefined;
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

  /** The text of a macro, or of one it leads to, has a word or sign that `tellingText` looks for. */
  isTellingMacro(name: string, library: ShapedLibrary): boolean {
    return this.remember("telling", name, () => {
      this.bodies ??= bodiesByName(library.files);
      const words = new Set([name]);
      for (const word of words) {
        for (const body of this.bodies.get(word) ?? []) {
          if (tellingText.test(body)) return true;
          for (const [inner] of body.matchAll(/[A-Za-z_]\w*/gu)) words.add(inner);
        }
      }
      return false;
    });
  }

  /** The answer to a question of one kind, asked once. */
  remember<T>(kind: string, question: string, answer: () => T): T {
    const key = `${kind}\0${question}`;
    if (!this.answers.has(key)) this.answers.set(key, answer());
    return this.answers.get(key) as T;
  }
}
