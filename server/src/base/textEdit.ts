import type { Site } from "./span";

/** Replaces the text at a site. An empty site is an insertion, an empty `newText` a deletion. */
export interface TextEdit extends Site {
  readonly newText: string;
}

/**
 * Applies the edits that belong to one file to its text. Edits must not overlap; two insertions at one
 * place keep their order. Returns undefined when they overlap.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string | undefined {
  const sorted = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.order - b.order);
  let result = "";
  let position = 0;
  for (const { edit } of sorted) {
    if (edit.start < position) return undefined;
    result += text.slice(position, edit.start) + edit.newText;
    position = edit.end;
  }
  return result + text.slice(position);
}
