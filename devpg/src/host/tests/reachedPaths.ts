import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readTree } from "../readProject";

const buildFiles = /(?:^|\/)(?:GNUmakefile|[Mm]akefile|[^/]*\.mk|meson\.build|CMakeLists\.txt)$/;
const sources = /\.(?:c|h|cc|cpp|hpp)$/;

/**
 * Folders and files outside a project that its build reaches for by relative paths (`-I../common`,
 * `#include "../x.h"`), as far as they are in the same repository. Of a folder that holds the project itself only
 * headers and parts of Makefiles count: it may be anybody's home.
 */
export function reachedPaths(folder: string): readonly string[] {
  const repository = repositoryOf(folder);
  const tree = readTree(folder);
  if (repository === undefined || tree === undefined) return [];
  const found = new Set<string>();
  for (const path of tree.paths) {
    const isBuildFile = buildFiles.test(path);
    if (!isBuildFile && !sources.test(path)) continue;
    const pattern = isBuildFile
      ? /(?:\.\.\/)+[\w./+-]*|\.\.(?=[\s"'),;]|$)/gm
      : /(?<=^[ \t]*#[ \t]*include[ \t]*")(?:\.\.\/)+[^"\n]+/gm;
    for (const [written] of (tree.textOf(path) ?? "").matchAll(pattern)) {
      for (const base of new Set([dirname(join(folder, path)), folder])) {
        const meant = resolve(base, written);
        const isOutside = meant !== folder && !meant.startsWith(`${folder}/`);
        const isInside = meant === repository || meant.startsWith(`${repository}/`);
        if (isOutside && isInside && existsSync(meant))
          for (const each of parts(meant, folder)) found.add(each);
      }
    }
  }
  return [...found];
}

/** The nearest folder upwards that has a repository's own folder. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return undefined;
  }
}

function parts(path: string, folder: string): readonly string[] {
  if (!folder.startsWith(`${path}/`)) return [path];
  return readdirSync(path)
    .map((name) => join(path, name))
    .filter((each) => (sources.test(each) || buildFiles.test(each)) && statSync(each).isFile());
}
