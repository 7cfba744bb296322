import type { DevProblem, DevResult } from "./devPostgres";

/** A failed `DevResult`. */
export function problem<T>(
  code: string,
  message: string,
  more: Omit<DevProblem, "code" | "message"> = {},
): DevResult<T> {
  return { ok: false, problem: { code, message, ...more } };
}
