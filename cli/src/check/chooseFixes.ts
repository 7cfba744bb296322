import type { Finding, Fix } from "../../../server/src/base/finding";
import type { TextEdit } from "../../../server/src/base/textEdit";

/** Fixes that can be applied at once, and their edits by path. */
export interface ChosenFixes {
  readonly fixes: readonly Fix[];
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
}

/**
 * One safe fix per finding, in the order of the findings, without those that touch a place which an earlier one
 * changes already. `canEdit` says whether an edit can be made in its file.
 */
export function chooseFixes(findings: readonly Finding[], canEdit: (edit: TextEdit) => boolean): ChosenFixes {
  const fixes: Fix[] = [];
  const edits = new Map<string, TextEdit[]>();
  for (const finding of findings) {
    const fix = finding.fixes.find(({ safety }) => safety === "safe");
    if (fix === undefined || fix.edits.length === 0) continue;
    const isFree = fix.edits.every(
      (edit, index) =>
        canEdit(edit) &&
        !(edits.get(edit.path) ?? []).some((taken) => touches(edit, taken)) &&
        !fix.edits.slice(0, index).some((other) => other.path === edit.path && collides(edit, other)),
    );
    if (!isFree) continue;
    fixes.push(fix);
    for (const edit of fix.edits) edits.set(edit.path, [...(edits.get(edit.path) ?? []), edit]);
  }
  return { fixes, edits };
}

/** Two fixes that meet at one place may each be right alone and wrong together: the second waits for the next round. */
function touches(a: TextEdit, b: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function collides(a: TextEdit, b: TextEdit): boolean {
  return a.start < b.end && b.start < a.end;
}
