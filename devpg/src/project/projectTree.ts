/** A folder as project detection sees it. */
export interface ProjectTree {
  /** Absolute. */
  readonly folder: string;
  /** Paths of files below it, relative, with `/`. */
  readonly paths: readonly string[];
  /** Undefined when there is no such file, or none that is read (too large, not text). */
  textOf(path: string): string | undefined;
}

/** The part of a tree below a folder of it, seen from there. */
export function subtree(tree: ProjectTree, folder: string): ProjectTree {
  if (folder === "") return tree;
  const prefix = `${folder}/`;
  return {
    folder: `${tree.folder.replace(/\/$/, "")}/${folder}`,
    paths: tree.paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length)),
    textOf: (path) => tree.textOf(prefix + path),
  };
}
