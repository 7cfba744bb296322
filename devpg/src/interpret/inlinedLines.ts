import { addressLines, type AddressLine } from "./addressLines";

/**
 * Reads what `addr2line -a -f -i -e library address…` printed: for each address, in their order, the functions that were
 * inlined there, innermost first, then the one that they were inlined into. Empty without debug information.
 */
export function inlinedLines(output: string): readonly (readonly AddressLine[])[] {
  const found: (readonly AddressLine[])[] = [];
  for (const block of output.split(/^0x[0-9a-f]+$\n?/mu).slice(1)) {
    const lines = addressLines(block);
    found.push(lines.filter((line) => line !== undefined));
  }
  return found;
}
