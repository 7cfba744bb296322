import type { Piece } from "./piece";

/** A group ends where the next definition's text says so, once it is this long (in UTF-16 units). */
const smallestGroup = 400;
/** A group is never longer than this, unless one definition alone is. */
const largestGroup = 3000;

/**
 * Joins small neighbouring definitions that are no functions, because each parse costs some time of its own.
 * Where a group ends depends on the text near its end, so that an edit does not move all ends behind it.
 */
export function groupPieces(text: string, pieces: readonly Piece[]): Piece[] {
  const grouped: Piece[] = [];
  for (const piece of pieces) {
    const last = grouped.at(-1);
    if (last === undefined || last.kind === "function" || piece.kind === "function") grouped.push(piece);
    else if (piece.end - last.start > largestGroup || endsGroup(text, last)) grouped.push(piece);
    else grouped[grouped.length - 1] = { ...last, end: piece.end };
  }
  return grouped;
}

/** A group that is long enough ends behind the first definition with a length of the right kind. */
function endsGroup(text: string, group: Piece): boolean {
  const length = group.end - group.start;
  return length >= smallestGroup && (text.charCodeAt(group.end - 2) & 3) === 0;
}
