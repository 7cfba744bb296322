import type { TestFiles } from "../features/rename/renamePlan";
import { discoverFiles } from "../files/discoverFiles";
import { readTextFile } from "../files/readTextFile";
import type { Session } from "./session";
import type { WorkspaceFolder } from "./workspaceFolder";

/** Reads the files of a folder that take no part in the analysis and are `wanted` now, as the editor has them. */
export async function readTestFiles(
  { documents, log }: Session,
  folder: WorkspaceFolder,
  wanted: (path: string) => boolean,
): Promise<TestFiles> {
  const texts = new Map<string, string>();
  const files = discoverFiles(folder.root, {
    wants: (path) => wanted(path) && !folder.wants(path),
    exclude: folder.exclude,
    onProblem: ({ path, message }) => log.warn(`${path}: ${message}`),
  });
  for await (const path of files) {
    const open = documents.get(path);
    const read = open ? { text: open.document.getText() } : await readTextFile(path);
    if ("text" in read) texts.set(path, read.text);
  }
  return texts;
}
