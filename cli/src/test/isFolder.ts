import { stat } from "node:fs/promises";

/** There is a folder at this path, relative to the current directory. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}
