/** Where an address of a library stands in its source. */
export interface AddressLine {
  readonly function: string;
  /** As compiled: absolute, or relative to the folder of the compiler. */
  readonly file: string;
  /** 0-based. */
  readonly line: number;
}

/**
 * Reads what `addr2line -f -e library address…` printed, two lines per address, in their order; undefined where the
 * library has no debug information for it.
 */
export function addressLines(output: string): (AddressLine | undefined)[] {
  const lines = output.split("\n");
  const found: (AddressLine | undefined)[] = [];
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const [, file, line] = /^(.+):(\d+)(?: \(discriminator \d+\))?$/.exec(lines[i + 1]!.trim()) ?? [];
    const isKnown = file !== undefined && file !== "??" && Number(line) > 0;
    found.push(isKnown ? { function: lines[i]!.trim(), file, line: Number(line) - 1 } : undefined);
  }
  return found;
}
