import type { CFacts } from "../facts/cFacts";
import type { IncludeResolver } from "./includes";
import type { Library } from "./library";

/** Which files a library is made of, by number, and which of them each one sees. Valid as long as the resolver is. */
export class FileLayout {
  readonly paths: readonly string[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly closures = new Map<string, readonly number[]>();

  constructor(
    private readonly library: Library,
    private readonly facts: (path: string) => CFacts | undefined,
    readonly resolver: IncludeResolver,
  ) {
    const paths = new Set<string>();
    for (const source of library.sources) for (const path of this.closurePaths(source)) paths.add(path);
    this.paths = [...paths];
    this.numbers = new Map(this.paths.map((path, number) => [path, number]));
  }

  numberOf(path: string): number | undefined {
    return this.numbers.get(path);
  }

  /** A file of the library and every workspace file it includes, directly or not, in the order of inclusion. */
  closure(path: string): readonly number[] {
    let closure = this.closures.get(path);
    if (!closure) {
      closure = this.numbers.has(path)
        ? this.closurePaths(path).flatMap((included) => this.numbers.get(included) ?? [])
        : [];
      this.closures.set(path, closure);
    }
    return closure;
  }

  private closurePaths(path: string): readonly string[] {
    const file = this.facts(path);
    if (!file) return [];
    const forced = file.isHeader ? [] : this.forcedIncludes;
    return [...new Set([file, ...forced].flatMap((one) => this.closureOf(one)))];
  }

  /** What the build puts before every source, as far as it is in the workspace. */
  private get forcedIncludes(): readonly CFacts[] {
    const { directory, forcedIncludes, includeDirectories } = this.library;
    const nowhere = { start: 0, end: 0 };
    return forcedIncludes.flatMap((header) => {
      const include = { ...nowhere, path: header, isSystem: false };
      const path = this.resolver.resolve(`${directory}/Makefile`, include, includeDirectories);
      return (path === undefined ? undefined : this.facts(path)) ?? [];
    });
  }

  private closureOf(file: CFacts): readonly string[] {
    return this.resolver.closure(file, this.facts, this.library.includeDirectories).map((one) => one.path);
  }
}
