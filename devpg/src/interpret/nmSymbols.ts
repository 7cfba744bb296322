import type { LibrarySymbols } from "./elfSymbols";

/**
 * Reads what `nm -g -P` printed (the portable format of POSIX): name, type, value, size. For libraries that are not
 * ELF; on macOS every name of C has one underscore in front.
 */
export function nmSymbols(
  output: string,
  { underscored }: { readonly underscored: boolean },
): LibrarySymbols {
  const exported = new Set<string>();
  const imported = new Set<string>();
  for (const line of output.split("\n")) {
    const [, written, type] = /^(\S+) ([A-Za-z?])(?: |$)/.exec(line.trim()) ?? [];
    if (written === undefined || type === undefined) continue;
    const name = underscored && written.startsWith("_") ? written.slice(1) : written;
    if (type === "U") imported.add(name);
    else if (type === type.toUpperCase()) exported.add(name);
  }
  return { exported, imported };
}
