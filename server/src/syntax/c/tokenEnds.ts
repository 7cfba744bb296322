import {
  backslash,
  carriageReturn,
  dot,
  doubleQuote,
  hash,
  isLineEnd,
  isWordPart,
  newline,
  singleQuote,
  slash,
  star,
} from "./characters";

/** Where tokens end. Each function is handed the offset where one begins and returns the offset behind it. */

export function endOfNumber(text: string, from: number): number {
  let offset = from + 1;
  for (; offset < text.length; offset++) {
    const character = text.charCodeAt(offset);
    if (character === dot) continue;
    if (isWordPart(character)) continue;
    if (character !== 43 && character !== 45) break;
    const exponent = text.charCodeAt(offset - 1) | 32;
    const isHex = (text.charCodeAt(from + 1) | 32) === 120;
    if (exponent !== (isHex ? 112 : 101)) break;
  }
  return offset;
}

export function endOfBlockComment(text: string, from: number): number {
  const close = text.indexOf("*/", from + 2);
  return close < 0 ? text.length : close + 2;
}

/** The end of the line, where a backslash before the line end continues it. */
export function endOfLogicalLine(text: string, from: number): number {
  let offset = from;
  for (; offset < text.length; offset++) {
    const character = text.charCodeAt(offset);
    if (isLineEnd(character)) {
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

export function endOfDirective(text: string, from: number, comments: number[]): number {
  let offset = from;
  while (offset < text.length) {
    const character = text.charCodeAt(offset);
    if (isLineEnd(character)) {
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
export function endOfLiteral(text: string, from: number, quote: number): number {
  let offset = from + 1;
  for (; offset < text.length; offset++) {
    const character = text.charCodeAt(offset);
    if (character === quote) return offset + 1;
    if (character === backslash) {
      if (text.charCodeAt(offset + 1) === carriageReturn && text.charCodeAt(offset + 2) === newline) offset++;
      offset++;
    } else if (isLineEnd(character)) return offset;
  }
  return text.length;
}

export function punctuatorLength(text: string, first: number, next: number, offset: number): number {
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
