/** Bytes in a line of a dump. */
export const lineBytes = 16;

/** Lines of one kind in a row that are shown; more of them become one `*`, as in `hexdump`. */
const shownRepeats = 2;

/** A line of a dump and the bytes it shows. */
export interface HexLine {
  readonly text: string;
  /** Of the first byte; undefined for the `*` that stands for equal lines. */
  readonly offset?: number;
}

/**
 * Bytes as lines `00000010  48 65 6c 6c …  |Hell…|`. `from` is the offset of the first byte, a multiple of 16. Runs of
 * equal lines are shortened to `*`; the last line is always there.
 */
export function hexDump(bytes: Uint8Array, from: number): readonly HexLine[] {
  const lines: HexLine[] = [];
  let repeats = 0;
  let previous = "";
  for (let at = 0; at < bytes.length; at += lineBytes) {
    const content = lineContent(bytes.subarray(at, at + lineBytes));
    const isLast = at + lineBytes >= bytes.length;
    repeats = content === previous ? repeats + 1 : 0;
    previous = content;
    if (repeats > shownRepeats && !isLast) {
      if (lines.at(-1)?.text !== "*") lines.push({ text: "*" });
    } else lines.push({ text: `${hexOffset(from + at)}  ${content}`, offset: from + at });
  }
  return lines;
}

/** The line above a dump: which byte stands in which column. */
export const hexRuler =
  `${" ".repeat(8)}  ${hexCells(Uint8Array.from({ length: lineBytes }, (_, at) => at))}`.trimEnd();

/** Column of the first digit of a byte of a line, from 0 to 15. */
export function hexColumn(byteInLine: number): number {
  return 10 + byteInLine * 3 + (byteInLine >= lineBytes / 2 ? 1 : 0);
}

/** Column of the character of a byte of a line. */
export function asciiColumn(byteInLine: number): number {
  return hexColumn(lineBytes - 1) + 5 + byteInLine;
}

export function hexOffset(offset: number): string {
  return offset.toString(16).padStart(8, "0");
}

function lineContent(bytes: Uint8Array): string {
  const characters = [...bytes].map((byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".",
  );
  return `${hexCells(bytes)}  |${characters.join("")}|`;
}

function hexCells(bytes: Uint8Array): string {
  const cells = Array.from({ length: lineBytes }, (_, at) => {
    const byte = bytes[at];
    return byte === undefined ? "  " : byte.toString(16).padStart(2, "0");
  });
  const half = lineBytes / 2;
  return `${cells.slice(0, half).join(" ")}  ${cells.slice(half).join(" ")}`;
}
