/** Character codes and classes that the lexer goes by. */

export const newline = 10;
export const carriageReturn = 13;
export const doubleQuote = 34;
export const hash = 35;
export const singleQuote = 39;
export const star = 42;
export const dot = 46;
export const slash = 47;
export const backslash = 92;

/** Bit 2 is set for what goes on in a word: letters and digits. */
export const Class = { other: 0, space: 1, word: 2, digit: 3, lineEnd: 4 } as const;
const wordBit = 2;

const classes = classTable();

export function classOf(character: number): number {
  return character < 128 ? classes[character]! : classOfWide(character);
}

/** True for characters that an identifier or a number goes on with. */
export function isWordPart(character: number): boolean {
  return (classOf(character) & wordBit) !== 0;
}

export function isDigitAt(text: string, offset: number): boolean {
  const character = text.charCodeAt(offset);
  return character >= 48 && character <= 57;
}

export function isLineEnd(character: number): boolean {
  return character === newline || character === carriageReturn;
}

function classTable(): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of [0, 9, 11, 12, 32]) table[character] = Class.space;
  table[newline] = Class.lineEnd;
  table[carriageReturn] = Class.lineEnd;
  for (let character = 48; character <= 57; character++) table[character] = Class.digit;
  for (let character = 65; character <= 90; character++) table[character] = Class.word;
  for (let character = 97; character <= 122; character++) table[character] = Class.word;
  for (const character of [36, 95]) table[character] = Class.word;
  return table;
}

/** Letters beyond ASCII may stand in identifiers; the byte order mark, odd spaces and U+FFFD are no code. */
function classOfWide(character: number): number {
  if (character === 0xfeff || character === 0xa0 || character === 0xfffd) return Class.space;
  if (character === 0x2028 || character === 0x2029 || character === 0x85) return Class.space;
  return character < 0xa0 ? Class.other : Class.word;
}
