import type { Lowering } from "./lowering";

const exportMark = /\bPGDLLEXPORT\b|visibility(?:__)?\s*\(\s*"default"\s*\)/;

/**
 * True when the user's text between two offsets, comments aside, makes a symbol visible outside the library.
 * The mask blanks these words, so the tree does not show them.
 * Source: PGDLLEXPORT in src/include/c.h, REL_17_STABLE.
 */
export function isExportedBetween(lowering: Lowering, start: number, end: number): boolean {
  if (!lowering.mayExport) return false;
  const head = lowering.original.slice(start, end);
  return exportMark.test(head) && exportMark.test(head.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, " "));
}
