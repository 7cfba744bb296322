import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { fail, ok, type Result } from "../base/result";
import { readTextFile } from "../files/readTextFile";
import type { Documents } from "./documents";

/**
 * Whether files can be changed: those that are open are as the editor shows them; the others must be writable
 * and on disk what `textOf` says they are.
 */
export async function checkUnchanged(
  paths: Iterable<string>,
  documents: Documents,
  textOf: (path: string) => string | undefined,
): Promise<Result<undefined>> {
  for (const path of new Set(paths)) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (!(await isWritable(path)))
      return fail("rename-read-only", `${name} is read-only.`, "Make the file writable and try again.");
    if (documents.get(path) !== undefined) continue;
    const file = await readTextFile(path);
    if (!("text" in file) || file.text !== textOf(path))
      return fail(
        "rename-changed-on-disk",
        `${name} has changed on disk since it was read.`,
        "Try again in a moment; open the file if it stays like this.",
      );
  }
  return ok(undefined);
}

/** By its permissions too: the superuser may write anything. */
async function isWritable(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    return ((await stat(path)).mode & 0o222) !== 0;
  } catch {
    return false;
  }
}
