/**
 * A lexer for C that never fails and allocates nothing per token: it fills typed arrays, and gives each
 * identifier a hash instead of a string, so that words are looked up without being cut out of the text.
 */

import {
  backslash,
  carriageReturn,
  Class,
  classOf,
  dot,
  doubleQuote,
  hash,
  isDigitAt,
  isWordPart,
  newline,
  singleQuote,
  slash,
  star,
} from "./characters";
import {
  endOfBlockComment,
  endOfDirective,
  endOfLiteral,
  endOfLogicalLine,
  endOfNumber,
  punctuatorLength,
} from "./tokenEnds";

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
const nothing = -1;

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
  into.count = 0;
  into.comments = [];
  into.directives = [];
  lexPart(text, 0, text.length, true, into);
  return into;
}

/**
 * Adds the tokens that begin from `from`, where a token or white space begins, to before `stop`; the last one
 * may end behind it. `atLineStart` tells whether a `#` at `from` would begin a directive.
 */
export function lexPart(
  text: string,
  from: number,
  stop: number,
  atLineStart: boolean,
  tokens: Tokens,
): void {
  let offset = from;
  let mayBeDirective = atLineStart;
  while (offset < stop) {
    const characterClass = classOf(text.charCodeAt(offset));
    if (characterClass === Class.space) offset++;
    else if (characterClass === Class.lineEnd) {
      offset++;
      mayBeDirective = true;
    } else if (characterClass === Class.word) {
      offset = readWord(text, offset, tokens);
      mayBeDirective = false;
    } else {
      const { count } = tokens;
      offset = readOther(text, offset, mayBeDirective, tokens);
      if (tokens.count > count) mayBeDirective = false;
    }
  }
}

function readWord(text: string, from: number, tokens: Tokens): number {
  let offset = from;
  let wordHash = 0;
  let character = text.charCodeAt(offset);
  do {
    wordHash = (Math.imul(wordHash, 31) + character) | 0;
    if (++offset === text.length) break;
    character = text.charCodeAt(offset);
  } while (isWordPart(character));
  addToken(tokens, Kind.identifier, from, offset, wordHash);
  return offset;
}

/** Reads a token that is no word, or a comment or directive, which are no tokens. Returns the offset behind it. */
function readOther(text: string, from: number, atLineStart: boolean, tokens: Tokens): number {
  const first = text.charCodeAt(from);
  if (isDigitAt(text, from) || (first === dot && isDigitAt(text, from + 1))) {
    const end = endOfNumber(text, from);
    addToken(tokens, Kind.number, from, end, 0);
    return end;
  }
  const next = from + 1 < text.length ? text.charCodeAt(from + 1) : nothing;
  if (first === slash && (next === star || next === slash)) {
    const end = next === star ? endOfBlockComment(text, from) : endOfLogicalLine(text, from);
    tokens.comments.push(from, end);
    return end;
  }
  if (first === hash && atLineStart) {
    const end = endOfDirective(text, from, tokens.comments);
    tokens.directives.push(from, end);
    return end;
  }
  if (first === backslash && (next === newline || next === carriageReturn)) return from + 2;
  if (first === doubleQuote || first === singleQuote) {
    const end = endOfLiteral(text, from, first);
    addToken(tokens, first === doubleQuote ? Kind.string : Kind.char, from, end, 0);
    return end;
  }
  const end = from + punctuatorLength(text, first, next, from);
  addToken(tokens, Kind.punctuator, from, end, first > 255 ? 255 : codeBetween(text, from, end));
  return end;
}

function addToken(tokens: Tokens, kind: number, start: number, end: number, code: number): void {
  const { count } = tokens;
  if (count === tokens.kind.length) reserveTokens(tokens, count * 2 + 16);
  tokens.kind[count] = kind;
  tokens.start[count] = start;
  tokens.end[count] = end;
  tokens.code[count] = code;
  tokens.count = count + 1;
}

/** Makes room for `count` tokens. The tokens that are there stay. */
export function reserveTokens(tokens: Tokens, count: number): void {
  if (tokens.kind.length >= count) return;
  const longer = createTokens(count + (count >> 2));
  longer.kind.set(tokens.kind);
  longer.start.set(tokens.start);
  longer.end.set(tokens.end);
  longer.code.set(tokens.code);
  tokens.kind = longer.kind;
  tokens.start = longer.start;
  tokens.end = longer.end;
  tokens.code = longer.code;
}

function codeBetween(text: string, from: number, end: number): number {
  let code = text.charCodeAt(from);
  if (end > from + 1) code |= text.charCodeAt(from + 1) << 8;
  if (end > from + 2) code |= text.charCodeAt(from + 2) << 16;
  return code;
}
