import type { Lowering } from "./lowering";

/** How the words before a definition bear on the visibility of its symbol. */
export interface HeadMarks {
  readonly isExported: boolean;
  /** Blanked words that are no export mark by themselves. */
  readonly headMacros?: readonly string[];
}

const exportMark =
  /\bPGDLLEXPORT\b|\bvisibility(?:__)?\s*\(\s*"default"\s*\)|\b__declspec\s*\(\s*dllexport\s*\)/;
const known =
  /^(?:PGDLLEXPORT|__attribute(?:__)?|visibility|__visibility__|default|__declspec|dllexport|if|ifdef|ifndef|else|elif|endif|define|undef|include)$/;

/**
 * Reads the user's text between two offsets, comments aside: the mask blanks export marks and the macros that
 * may stand for them, so the tree does not show them.
 * Source: PGDLLEXPORT in src/include/c.h, REL_17_STABLE.
 */
export function readHeadMarks(lowering: Lowering, start: number, end: number): HeadMarks {
  if (!lowering.mayExport && !lowering.isMaskedAt(start, end)) return notExported;
  const head = lowering.original
    .slice(start, end)
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment) => " ".repeat(comment.length));
  const isExported = exportMark.test(head);
  const macros: string[] = [];
  for (const { 0: word, index } of head.matchAll(/[A-Za-z_$][\w$]*/g)) {
    if (lowering.masked[start + index] === " " && !known.test(word)) macros.push(word);
  }
  return macros.length > 0 ? { isExported, headMacros: macros } : { isExported };
}

const notExported: HeadMarks = { isExported: false };
