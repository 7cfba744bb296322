import { relative } from "node:path";

/** A path as it is printed: relative to the current directory, `/` separators. */
export function displayPath(path: string, cwd: string): string {
  const shown = relative(cwd, path) || ".";
  return process.platform === "win32" ? shown.replaceAll("\\", "/") : shown;
}
