/** An error of ours, never of the user's: tests throw it, the product logs it and drops one rule or request. */
export class Bug extends Error {
  override readonly name = "Bug";
  constructor(
    message: string,
    readonly details?: unknown,
  ) {
    super(message);
  }
}

/** Reports that something happened that this code holds to be impossible. */
export function bug(message: string, details?: unknown): never {
  throw new Bug(message, details);
}
