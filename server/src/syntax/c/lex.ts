/**
 * A lexer for C that never fails and allocates nothing per token: it fills typed arrays, and gives each
 * identifier a hash instead of a string, so that words are looked up without being cut out of the text.
 */

/** Token kinds, as stored in `Tokens.kind`. */
export const Kind = { identifier: 1, number: 2, string: 3, char: 4, punctuator: 5 } as const;

export interface Tokens {
  /** Number of code tokens; the arrays are longer. Comments and directives are kept apart. */
  count: number;
  kind: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  /** Identifiers: `hashWord` of the text. Punctuators: up to three character codes, the first in the lowest byte. Else 0. */
  code: Int32Array;
  /** Start and end of each comment, one after the other. */
  comments: number[];
  /** Start and end of each directive's logical line, without the line end that closes it. */
  directives: number[];
}

/** What stands behind the last character. */
const none = -1;
const classOther = 0;
const classSpace = 1;
const classWord = 2;
const classDigit = 3;
const classLineEnd = 4;

const newline = 10;
const carriageReturn = 13;
const hash = 35;
const doubleQuote = 34;
const singleQuote = 39;
const star = 42;
const dot = 46;
const slash = 47;
const backslash = 92;
const classes = classTable();

export function createTokens(capacity: number): Tokens {
  return {
    count: 0,
    kind: new Uint8Array(capacity),
    start: new Int32Array(capacity),
    end: new Int32Array(capacity),
    code: new Int32Array(capacity),
    comments: [],
    directives: [],
  };
}

/** The hash that the lexer stores for the identifier `word`. */
export function hashWord(word: string): number {
  let value = 0;
  for (let index = 0; index < word.length; index++)
    value = (Math.imul(value, 31) + word.charCodeAt(index)) | 0;
  return value;
}

/** The code that the lexer stores for a punctuator such as `(` or `->`. */
export function punctuatorCode(text: string): number {
  let code = 0;
  for (let index = 0; index < text.length; index++) code |= text.charCodeAt(index) << (8 * index);
  return code;
}

/**
 * Lexes the whole text. With `into`, the arrays of an earlier result are used again: it must not be read any more.
 * Unterminated literals end at the line end, unterminated comments at the end of the text.
 */
export function lex(text: string, into: Tokens = createTokens((text.length >> 2) + 16)): Tokens {
  const tokens = into;
  tokens.count = 0;
  tokens.comments = [];
  tokens.directives = [];
  let { kind, start, end, code } = tokens;
  let capacity = kind.length;
  let count = 0;
  let offset = 0;
  let atLineStart = true;
  const length = text.length;
  while (offset < length) {
    const first = text.charCodeAt(offset);
    const characterClass = first < 128 ? classes[first]! : classOfWide(first);
    if (characterClass === classSpace) {
      offset++;
      continue;
    }
    if (characterClass === classLineEnd) {
      offset++;
      atLineStart = true;
      continue;
    }
    if (count === capacity) {
      growTokens(tokens);
      ({ kind, start, end, code } = tokens);
      capacity = kind.length;
    }
    const tokenStart = offset;
    let tokenKind: number = Kind.punctuator;
    let tokenCode = 0;
    if (characterClass === classWord) {
      tokenKind = Kind.identifier;
      let character = first;
      do {
        tokenCode = (Math.imul(tokenCode, 31) + character) | 0;
        if (++offset === length) break;
        character = text.charCodeAt(offset);
      } while (character < 128 ? (classes[character]! & 2) === 2 : classOfWide(character) === classWord);
    } else if (characterClass === classDigit || (first === dot && isDigitAt(text, offset + 1))) {
      tokenKind = Kind.number;
      offset = endOfNumber(text, offset);
    } else {
      const next = offset + 1 < length ? text.charCodeAt(offset + 1) : none;
      if (first === slash && (next === star || next === slash)) {
        offset = next === star ? endOfBlockComment(text, offset) : endOfLogicalLine(text, offset);
        tokens.comments.push(tokenStart, offset);
        continue;
      }
      if (first === hash && atLineStart) {
        offset = endOfDirective(text, offset, tokens.comments);
        tokens.directives.push(tokenStart, offset);
        continue;
      }
      if (first === backslash && (next === newline || next === carriageReturn)) {
        offset += 2;
        continue;
      }
      if (first === doubleQuote || first === singleQuote) {
        tokenKind = first === doubleQuote ? Kind.string : Kind.char;
        offset = endOfLiteral(text, offset, first);
      } else {
        offset += punctuatorLength(text, first, next, offset);
        tokenCode = first > 255 ? 255 : codeBetween(text, tokenStart, offset);
      }
    }
    atLineStart = false;
    kind[count] = tokenKind;
    start[count] = tokenStart;
    end[count] = offset;
    code[count] = tokenCode;
    count++;
  }
  tokens.count = count;
  return tokens;
}

function growTokens(tokens: Tokens): void {
  const grown = createTokens(tokens.kind.length * 2 + 16);
  grown.kind.set(tokens.kind);
  grown.start.set(tokens.start);
  grown.end.set(tokens.end);
  grown.code.set(tokens.code);
  tokens.kind = grown.kind;
  tokens.start = grown.start;
  tokens.end = grown.end;
  tokens.code = grown.code;
}

function classTable(): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of [0, 9, 11, 12, 32]) table[character] = classSpace;
  table[newline] = classLineEnd;
  table[carriageReturn] = classLineEnd;
  for (let character = 48; character <= 57; character++) table[character] = classDigit;
  for (let character = 65; character <= 90; character++) table[character] = classWord;
  for (let character = 97; character <= 122; character++) table[character] = classWord;
  table[95] = classWord;
  table[36] = classWord;
  return table;
}

/** Letters beyond ASCII may stand in identifiers; the byte order mark, odd spaces and U+FFFD are no code. */
function classOfWide(character: number): number {
  if (character === 0xfeff || character === 0xa0 || character === 0xfffd) return classSpace;
  if (character === 0x2028 || character === 0x2029 || character === 0x85) return classSpace;
  return character < 0xa0 ? classOther : classWord;
}

function isDigitAt(text: string, offset: number): boolean {
  const character = text.charCodeAt(offset);
  return character >= 48 && character <= 57;
}

function endOfNumber(text: string, from: number): number {
  let offset = from + 1;
  for (; offset < text.length; offset++) {
    const character = text.charCodeAt(offset);
    if (character === dot) continue;
    if (character < 128 ? (classes[character]! & 2) === 2 : classOfWide(character) === classWord) continue;
    if (character !== 43 && character !== 45) break;
    const exponent = text.charCodeAt(offset - 1) | 32;
    const isHex = (text.charCodeAt(from + 1) | 32) === 120;
    if (exponent !== (isHex ? 112 : 101)) break;
  }
  return offset;
}

function endOfBlockComment(text: string, from: number): number {
  const close = text.indexOf("*/", from + 2);
  return close < 0 ? text.length : close + 2;
}

/** The end of the line, where a backslash before the line end continues it. */
function endOfLogicalLine(text: string, from: number): number {
  let offset = from;
  for (; offset < text.length; offset++) {
    const character = text.charCodeAt(offset);
    if (character === newline || character === carriageReturn) {
      if (!isContinued(text, offset)) break;
      if (character === carriageReturn && text.charCodeAt(offset + 1) === newline) offset++;
    }
  }
  return offset;
}

/** True when the line end at `offset` comes right after a backslash. */
function isContinued(text: string, offset: number): boolean {
  return offset > 0 && text.charCodeAt(offset - 1) === backslash;
}

function endOfDirective(text: string, from: number, comments: number[]): number {
  let offset = from;
  while (offset < text.length) {
    const character = text.charCodeAt(offset);
    if (character === newline || character === carriageReturn) {
      if (!isContinued(text, offset)) break;
      offset += character === carriageReturn && text.charCodeAt(offset + 1) === newline ? 2 : 1;
    } else if (character === doubleQuote || character === singleQuote) {
      offset = endOfLiteral(text, offset, character);
    } else if (character === slash && text.charCodeAt(offset + 1) === star) {
      const end = endOfBlockComment(text, offset);
      comments.push(offset, end);
      offset = end;
    } else if (character === slash && text.charCodeAt(offset + 1) === slash) {
      const end = endOfLogicalLine(text, offset);
      comments.push(offset, end);
      offset = end;
    } else offset++;
  }
  return offset;
}

/** The end of a string or character literal: behind its closing quote, or at the line end when there is none. */
function endOfLiteral(text: string, from: number, quote: number): number {
  let offset = from + 1;
  for (; offset < text.length; offset++) {
    const character = text.charCodeAt(offset);
    if (character === quote) return offset + 1;
    if (character === backslash) {
      if (text.charCodeAt(offset + 1) === carriageReturn && text.charCodeAt(offset + 2) === newline) offset++;
      offset++;
    } else if (character === newline || character === carriageReturn) return offset;
  }
  return text.length;
}

function punctuatorLength(text: string, first: number, next: number, offset: number): number {
  switch (first) {
    case 38: // &
    case 43: // +
    case 124: // |
      return next === first || next === 61 ? 2 : 1;
    case 45: // -
      return next === first || next === 61 || next === 62 ? 2 : 1;
    case 60: // <
    case 62: // >
      if (next === first) return text.charCodeAt(offset + 2) === 61 ? 3 : 2;
      return next === 61 ? 2 : 1;
    case 33: // !
    case 37: // %
    case 42: // *
    case 47: // /
    case 61: // =
    case 94: // ^
      return next === 61 ? 2 : 1;
    case dot:
      return next === dot && text.charCodeAt(offset + 2) === dot ? 3 : 1;
    case hash:
      return next === hash ? 2 : 1;
    default:
      return 1;
  }
}

function codeBetween(text: string, from: number, end: number): number {
  let code = text.charCodeAt(from);
  if (end > from + 1) code |= text.charCodeAt(from + 1) << 8;
  if (end > from + 2) code |= text.charCodeAt(from + 2) << 16;
  return code;
}
