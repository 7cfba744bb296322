/** A source line as a terminal shows it. */
export interface LineLayout {
  /** One entry per character: what is printed for it, and how many columns that takes. */
  readonly cells: readonly { readonly text: string; readonly width: number }[];
  /** The column at which each UTF-16 unit of the line begins, and one more: the width of the line. */
  readonly columns: readonly number[];
}

/** Tab stops of PostgreSQL's sources. Source: .editorconfig, REL_17_STABLE. */
const tabWidth = 4;

/** Expands tabs, counts wide and combining characters, and keeps control characters from the terminal. */
export function layoutLine(line: string): LineLayout {
  const cells: { text: string; width: number }[] = [];
  const columns: number[] = [];
  let column = 0;
  for (const char of line) {
    const cell = cellOf(char, column);
    cells.push(cell);
    for (let unit = 0; unit < char.length; unit++) columns.push(column);
    column += cell.width;
  }
  columns.push(column);
  return { cells, columns };
}

/** A piece of a laid out line that fits into `limit` columns and shows the columns from `start` on. */
export function clipLine(
  { cells, columns }: LineLayout,
  start: number,
  end: number,
  limit: number,
): { text: string; start: number; end: number } {
  const width = columns.at(-1) ?? 0;
  if (width <= limit) return { text: cells.map((cell) => cell.text).join(""), start, end };
  // A quarter of the room for what is before the place, unless the line's end is near.
  const from = Math.max(0, Math.min(start - Math.floor(limit / 4), width - limit + 1));
  let text = from > 0 ? "…" : "";
  let shown = text.length;
  const shift = from - shown;
  let column = 0;
  for (const cell of cells) {
    const next = column + cell.width;
    const visible = next - Math.max(column, from);
    if (visible > 0 || column >= from) {
      if (shown + visible > (next >= width ? limit : limit - 1)) {
        text += "…";
        break;
      }
      // Of a character that the clip cuts in two only its place is left.
      text += column < from ? " ".repeat(visible) : cell.text;
      shown += visible;
    }
    column = next;
  }
  return { text, start: start - shift, end: Math.max(start - shift, Math.min(end - shift, shown)) };
}

function cellOf(char: string, column: number): { text: string; width: number } {
  if (char === "\t") {
    const width = tabWidth - (column % tabWidth);
    return { text: " ".repeat(width), width };
  }
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x7f && code >= 0x20) return { text: char, width: 1 };
  if (code < 0x20) return { text: String.fromCharCode(0x2400 + code), width: 1 };
  // Controls and marks that turn the writing direction would garble the terminal; half a surrogate pair is no text.
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(char)) {
    return { text: "\ufffd", width: 1 };
  }
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(char)) return { text: char, width: 0 };
  return { text: char, width: isWide(code) ? 2 : 1 };
}

/** Blocks whose characters take two columns. Source: https://www.unicode.org/Public/16.0.0/ucd/EastAsianWidth.txt, W and F. */
const wideBlocks: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x2614, 0x2615],
  [0x26a1, 0x26a1],
  [0x2705, 0x2705],
  [0x274c, 0x274c],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

function isWide(code: number): boolean {
  return wideBlocks.some(([first, last]) => code >= first && code <= last);
}
