import type { Fix } from "../../base/finding";
import { overlaps } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";

/**
 * The edits of as many fixes as can be applied together, in the given order. A fix is taken whole or not at all; one
 * that touches what an earlier one changes is left for the next time, unless both make the same edit.
 */
export function selectEdits(fixes: Iterable<Fix>): readonly TextEdit[] {
  const selected: TextEdit[] = [];
  for (const { edits } of fixes) {
    const fresh = edits.filter((edit) => !selected.some((other) => isSameEdit(edit, other)));
    if (!fresh.some((edit) => selected.some((other) => collide(edit, other)))) selected.push(...fresh);
  }
  return selected;
}

function isSameEdit(a: TextEdit, b: TextEdit): boolean {
  return a.path === b.path && a.start === b.start && a.end === b.end && a.newText === b.newText;
}

/** Also two different insertions at one place: which of them comes first would be chance. */
function collide(a: TextEdit, b: TextEdit): boolean {
  return a.path === b.path && (overlaps(a, b) || a.start === b.start);
}
