import { access, constants } from "node:fs/promises";

/** Whether a path leads somewhere, and we may do there what `mode` says (`W_OK | X_OK` and the like). Follows links. */
export function isAccessible(path: string, mode = constants.F_OK): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
