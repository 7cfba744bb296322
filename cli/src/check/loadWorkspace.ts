import type { Workspace } from "../../../server/src/engine/workspace";
import { discoverFiles, type FolderProblem } from "../../../server/src/files/discoverFiles";
import { readTextFile } from "../../../server/src/files/readTextFile";

export interface LoadOptions {
  readonly exclude: readonly string[];
  onProgress(done: number, total: number): void;
}

export interface LoadedFiles {
  /** By path. */
  readonly texts: Map<string, string>;
  /** Folders and files that should have been read and could not be. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** Files read at the same time. */
const readAhead = 16;

/** Reads a folder into a workspace. */
export async function loadWorkspace(workspace: Workspace, options: LoadOptions): Promise<LoadedFiles> {
  const texts = new Map<string, string>();
  const problems: { path: string; message: string }[] = [];
  const paths: string[] = [];
  const walk = {
    wants: (path: string) => workspace.wants(path),
    exclude: options.exclude,
    onProblem: (problem: FolderProblem) => problems.push(problem),
  };
  for await (const path of discoverFiles(workspace.root, walk)) paths.push(path);
  for (let next = 0; next < paths.length; next += readAhead) {
    const slice = paths.slice(next, next + readAhead);
    const files = await Promise.all(slice.map((path) => readTextFile(path)));
    files.forEach((file, index) => {
      const path = slice[index]!;
      if ("text" in file) {
        texts.set(path, file.text);
        workspace.setFile(path, file.text);
      } else if (file.skipped === "unreadable" || file.skipped === "too-large") {
        // A binary with the name of a source is none; one that vanished since is gone.
        problems.push({ path, message: `skipped: ${file.message}` });
      }
    });
    options.onProgress(Math.min(next + readAhead, paths.length), paths.length);
  }
  return { texts, problems };
}
