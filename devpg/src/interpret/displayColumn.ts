/**
 * What compilers count: a tab goes to the next multiple of eight, a wide character takes two columns, a combining one
 * none. Source: GCC manual, `-ftabstop`, and libcpp's cpp_wcwidth.
 */
const tabWidth = 8;

/** UTF-16 column of a 0-based display column in a line. */
export function columnOfDisplay(line: string, display: number): number {
  let shown = 0;
  let column = 0;
  for (const character of line) {
    if (shown >= display) break;
    shown = character === "\t" ? (Math.floor(shown / tabWidth) + 1) * tabWidth : shown + width(character);
    column += character.length;
  }
  return column;
}

/** UTF-16 column of a 0-based column that counts bytes of UTF-8. */
export function columnOfByte(line: string, byte: number): number {
  let bytes = 0;
  let column = 0;
  for (const character of line) {
    if (bytes >= byte) break;
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    column += character.length;
  }
  return column;
}

function width(character: string): number {
  if (/\p{Mn}|\p{Me}|\u200b/u.test(character)) return 0;
  const code = character.codePointAt(0)!;
  const isWide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return isWide ? 2 : 1;
}
