import type { DevResult } from "./devPostgres";
import { problem } from "./problem";

/**
 * An error of the file system in the user's words: `disk-full`, `storage-not-writable`, else `storage-failed`. Anything
 * that is no such error is thrown on.
 */
export function fileProblem<T>(error: unknown, what: string): DevResult<T> {
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (!(error instanceof Error) || code === undefined) throw error;
  const where = path === undefined ? "" : ` (${path})`;
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return problem("disk-full", `${what}: there is no space left on the disk${where}`, {
        action: "Free some space, or set DYNPGEXT_HOME to a folder on another disk",
      });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return problem("storage-not-writable", `${what}: writing is not allowed${where}`, {
        action: "Make the folder yours, or set DYNPGEXT_HOME to one that is",
      });
    default:
      return problem("storage-failed", `${what}: ${message}`);
  }
}
