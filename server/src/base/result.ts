/** A failure that the user or the environment caused, in the user's words. */
export interface Problem {
  /** Stable identifier, lower case with hyphens. */
  readonly code: string;
  /** What happened and why. */
  readonly message: string;
  /** What to do next. */
  readonly action?: string;
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail<T>(code: string, message: string, action?: string): Result<T> {
  return { ok: false, problem: action === undefined ? { code, message } : { code, message, action } };
}
