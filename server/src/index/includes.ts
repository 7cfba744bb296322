/** Which workspace file an `#include` means. */
import type { Include } from "../syntax/c/source";
import type { CFacts } from "../facts/cFacts";

/** Valid as long as no file comes, goes or changes its includes: what it has resolved it remembers. */
export class IncludeResolver {
  private readonly closures = new Map<string, readonly string[]>();
  private readonly byBaseName = new Map<string, string[]>();

  constructor(private readonly paths: ReadonlySet<string>) {
    for (const path of paths) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const known = this.byBaseName.get(name);
      if (known) known.push(path);
      else this.byBaseName.set(name, [path]);
    }
  }

  /**
   * The included file: beside the including one, in a folder of the build's `-I` flags, else the only file
   * of the workspace whose path ends like the include. Undefined when there is none or more than one.
   */
  resolve(from: string, include: Include, directories: readonly string[]): string | undefined {
    const folder = from.slice(0, from.lastIndexOf("/"));
    for (const directory of include.isSystem ? directories : [folder, ...directories]) {
      const path = normalize(`${directory}/${include.path}`);
      if (this.paths.has(path)) return path;
    }
    const name = include.path.slice(include.path.lastIndexOf("/") + 1);
    const candidates = (this.byBaseName.get(name) ?? []).filter((path) => path.endsWith(`/${include.path}`));
    if (candidates.length > 1) {
      const nearest = candidates.filter((path) => path.startsWith(`${folder}/`));
      return nearest.length === 1 ? nearest[0] : undefined;
    }
    return candidates[0];
  }

  /** A file and every workspace file it includes, directly or not, in the order of inclusion. */
  closure(
    from: CFacts,
    facts: (path: string) => CFacts | undefined,
    directories: readonly string[],
  ): readonly CFacts[] {
    const key = [from.path, ...directories].join("\0");
    let paths = this.closures.get(key);
    if (!paths) {
      paths = this.closurePaths(from, facts, directories);
      this.closures.set(key, paths);
    }
    return paths.flatMap((path) => facts(path) ?? []);
  }

  private closurePaths(
    from: CFacts,
    facts: (path: string) => CFacts | undefined,
    directories: readonly string[],
  ): readonly string[] {
    const seen = new Set<string>([from.path]);
    for (const path of seen) {
      for (const include of facts(path)?.source.includes ?? []) {
        const included = this.resolve(path, include, directories);
        if (included !== undefined) seen.add(included);
      }
    }
    return [...seen];
  }
}

function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return (path.startsWith("/") ? "/" : "") + parts.join("/");
}
