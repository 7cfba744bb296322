import { isAbsolute, join, normalize } from "node:path/posix";

/** `path` as an absolute one: relative paths start at `folder`. */
export function posixPath(folder: string, path: string): string {
  return normalize(isAbsolute(path) ? path : join(folder, path));
}
