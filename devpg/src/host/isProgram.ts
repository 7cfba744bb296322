import { constants, stat } from "node:fs/promises";
import { isAccessible } from "./isAccessible";

/** Whether the path is that of a file which we may execute. */
export async function isProgram(path: string): Promise<boolean> {
  const file = await stat(path).catch(() => undefined);
  return file?.isFile() === true && isAccessible(path, constants.X_OK);
}
