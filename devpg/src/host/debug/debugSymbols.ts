import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Problem } from "../../../../server/src/base/result";
import { elfDebug } from "../../interpret/elfDebug";

/** Why breakpoints would not be bound: libraries without debug information. Undefined when all have it, or nobody knows. */
export async function debugSymbolsProblem(libraries: readonly string[]): Promise<Problem | undefined> {
  const without: string[] = [];
  for (const path of libraries) {
    const bytes = await readFile(path).catch(() => undefined);
    const found = bytes === undefined ? undefined : elfDebug(bytes);
    if (found?.hasDebugInformation === false) without.push(basename(path));
  }
  if (without.length === 0) return undefined;
  const many = without.length > 1;
  return {
    code: "debug-symbols-missing",
    message: `${without.join(", ")} ${many ? "have" : "has"} no debug information: breakpoints and variables do not work there`,
    action:
      "Set `dynpgext.devpg.profile` to `debug`, and take `-g0`, `-s` and `strip` out of the build, then build anew",
  };
}
