/** A statement as the server runs it: macros replaced. */
export interface Substituted {
  readonly text: string;
  /** Offset in the statement as written of an offset in `text`. */
  originalOffset(offset: number): number;
}

/** Replaces each of the given words everywhere. */
export function substituted(text: string, replacements: Readonly<Record<string, string>>): Substituted {
  const pieces: {
    readonly at: number;
    readonly from: number;
    readonly length: number;
    readonly isCopy: boolean;
  }[] = [];
  const names = Object.keys(replacements).filter((name) => name !== "");
  const pattern = new RegExp(names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
  let result = "";
  let done = 0;
  const add = (piece: string, from: number, isCopy: boolean): void => {
    pieces.push({ at: result.length, from, length: piece.length, isCopy });
    result += piece;
  };
  for (const match of names.length === 0 ? [] : text.matchAll(pattern)) {
    add(text.slice(done, match.index), done, true);
    add(replacements[match[0]]!, match.index, false);
    done = match.index + match[0].length;
  }
  add(text.slice(done), done, true);
  return {
    text: result,
    originalOffset(offset) {
      const piece = pieces.findLast((each) => each.at <= offset) ?? pieces[0]!;
      return piece.isCopy ? piece.from + (offset - piece.at) : piece.from;
    },
  };
}
