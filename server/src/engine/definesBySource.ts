import type { Library } from "../index/library";

/** The flags of each source that belongs to one library only. */
export function definesBySource(
  libraries: readonly Library[],
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const defines = new Map<string, ReadonlyMap<string, string>>();
  const shared = new Set<string>();
  for (const library of libraries) {
    for (const source of library.sources) {
      if (defines.has(source)) shared.add(source);
      defines.set(source, library.defines);
    }
  }
  for (const source of shared) defines.delete(source);
  return defines;
}
