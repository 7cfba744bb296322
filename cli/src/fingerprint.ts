/** What makes a finding the same one after lines were added above it: everything but its line number. */
export interface Recognised {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
  /** The text of the line that the finding begins in; white space does not count. */
  readonly line: string;
}

/** Equal for equal findings; several findings of a file can share one. */
export function fingerprint({ rule, path, message, line }: Recognised): string {
  return JSON.stringify([rule, path, message, line.trim().replace(/\s+/g, " ")]);
}
