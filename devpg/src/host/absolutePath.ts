import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** A path that a person wrote: relative to `folder`, or to the home folder after `~/`. */
export function absolutePath(path: string, folder: string): string {
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : resolve(folder, path);
}
