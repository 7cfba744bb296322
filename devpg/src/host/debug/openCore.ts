import { constants } from "node:fs";
import { basename } from "node:path";
import type { DebugTarget } from "../../plan/debugTarget";
import type { DevResult } from "../devPostgres";
import { isAccessible } from "../isAccessible";
import { problem } from "../problem";
import type { PreparedTarget } from "./preparedTarget";

/** What a process left when it crashed. Fails with `core-missing`. */
export async function openCore(
  core: Extract<DebugTarget, { readonly kind: "core" }>,
): Promise<DevResult<PreparedTarget>> {
  if (!(await isAccessible(core.file, constants.R_OK)))
    return problem("core-missing", `The core file ${core.file} is not there, or cannot be read`, {
      action:
        "Core files belong to the OS user of the server; let the extension crash again to get a new one",
    });
  const release = async (): Promise<void> => undefined;
  return { ok: true, value: { pid: 0, core, title: basename(core.file), release } };
}
