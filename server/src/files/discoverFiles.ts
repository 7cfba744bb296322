import { readdir, realpath, stat } from "node:fs/promises";
import { excludeTest } from "./globPattern";

/** A place of the folder tree that could not be followed. */
export interface FolderProblem {
  readonly code: "unreadable" | "missing" | "symlink-loop";
  /** Absolute path with `/` separators. */
  readonly path: string;
  readonly message: string;
}

export interface DiscoverOptions {
  /** Whether the analysis reads a file of this path. */
  wants(path: string): boolean;
  /** Glob patterns relative to the root, as in the settings. */
  readonly exclude: readonly string[];
  readonly onProblem?: (problem: FolderProblem) => void;
  /** Ends the walk early, without an error. */
  readonly signal?: AbortSignal;
}

/** Folders of tools, never of a project's own sources. */
const ignoredFolders = new Set([".git", ".hg", ".svn", "node_modules"]);

/**
 * The files below `root` that the analysis wants, in code-unit order of their names, folder by folder. Paths are
 * absolute, with `/` separators, and begin with `root` as it was given. No file comes twice: a symbolic link to
 * a place inside `root` is left to that place, one to a folder that contains it is a loop and is reported.
 */
export async function* discoverFiles(root: string, options: DiscoverOptions): AsyncGenerator<string> {
  const base = withForwardSlashes(root).replace(/(?<=.)\/$/, "");
  let real: string;
  try {
    real = await realpath(root);
  } catch (error) {
    options.onProblem?.(folderProblem(base, error));
    return;
  }
  const walk: Walk = {
    ...options,
    root: base,
    realRoot: real,
    visited: new Set(),
    isExcluded: excludeTest(options.exclude),
  };
  yield* filesOf(walk, base, real);
}

interface Walk extends DiscoverOptions {
  readonly root: string;
  readonly realRoot: string;
  /** Real paths of the folders and linked files that were seen. */
  readonly visited: Set<string>;
  isExcluded(relativePath: string): boolean;
}

async function* filesOf(walk: Walk, folder: string, realFolder: string): AsyncGenerator<string> {
  if (isEnded(walk) || walk.visited.has(realFolder)) return;
  walk.visited.add(realFolder);
  let entries;
  try {
    entries = await readdir(realFolder, { withFileTypes: true });
  } catch (error) {
    walk.onProblem?.(folderProblem(folder, error));
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (isEnded(walk)) return;
    const path = join(folder, entry.name);
    if (walk.isExcluded(path.slice(join(walk.root, "").length))) continue;
    const realPath = join(withForwardSlashes(realFolder), entry.name);
    if (entry.isSymbolicLink()) yield* linkedFiles(walk, path, realFolder);
    else if (entry.isDirectory()) {
      if (!ignoredFolders.has(entry.name)) yield* filesOf(walk, path, realPath);
    } else if (entry.isFile() && walk.wants(path)) yield path;
  }
}

/** What is behind a symbolic link, unless the walk comes there anyway or is there already. */
async function* linkedFiles(walk: Walk, path: string, realFolder: string): AsyncGenerator<string> {
  let target: string;
  let isFolder: boolean;
  try {
    target = await realpath(path);
    const status = await stat(target);
    if (!status.isDirectory() && !status.isFile()) return;
    isFolder = status.isDirectory();
  } catch (error) {
    // A dangling link is no file of the project; a link to itself is a loop.
    if (errorCode(error) === "ELOOP") walk.onProblem?.(loopProblem(path));
    return;
  }
  if (isFolder && isWithin(realFolder, target)) walk.onProblem?.(loopProblem(path));
  else if (isFolder) {
    if (!isWithin(target, walk.realRoot)) yield* filesOf(walk, path, target);
  } else if (walk.wants(path) && !isReachedOtherwise(walk, target)) {
    walk.visited.add(target);
    yield path;
  }
}

function isReachedOtherwise(walk: Walk, target: string): boolean {
  if (walk.visited.has(target)) return true;
  const inRoot = withForwardSlashes(target.slice(walk.realRoot.length));
  return (
    isWithin(target, walk.realRoot) && walk.wants(walk.root + inRoot) && !walk.isExcluded(inRoot.slice(1))
  );
}

function isEnded(walk: Walk): boolean {
  return walk.signal?.aborted === true;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || withForwardSlashes(path).startsWith(join(withForwardSlashes(folder), ""));
}

/** Joins with one slash, also when the folder is `/`. */
function join(folder: string, name: string): string {
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}

function withForwardSlashes(path: string): string {
  return process.platform === "win32" ? path.replaceAll("\\", "/") : path;
}

function loopProblem(path: string): FolderProblem {
  return {
    code: "symlink-loop",
    path,
    message: "symbolic link loop: it leads back to a folder that contains it, and is not followed",
  };
}

function folderProblem(path: string, error: unknown): FolderProblem {
  const code = errorCode(error);
  if (code === "ENOENT" || code === "ENOTDIR") return { code: "missing", path, message: "no such folder" };
  const reason = code === "EACCES" || code === "EPERM" ? "permission denied" : (code ?? String(error));
  return { code: "unreadable", path, message: `cannot read the folder: ${reason}` };
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
