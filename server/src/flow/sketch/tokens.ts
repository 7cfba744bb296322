import type { Span } from "../../base/span";

/**
 * The code of one function as tokens: what can be told of it without a parse. Comments are left out, literals are
 * one token each, and names are numbered, so that the passes over it compare numbers.
 */
export interface Tokens {
  readonly count: number;
  /** `kindOf…` below, or what `punctuation` gives for an operator or a bracket. */
  readonly kinds: readonly number[];
  /** Of a name its number, of a number literal its value, otherwise 0. */
  readonly values: readonly number[];
  /** The names, by number. */
  readonly names: readonly string[];
  /** The opening brace of the body. */
  readonly body: number;
}

export const kindOfName = 1;
export const kindOfNumber = 2;
export const kindOfLiteral = 3;

/** The kind of an operator of one or two characters; of three the first two count. */
export function punctuation(text: string): number {
  return text.length === 1 ? text.charCodeAt(0) : text.charCodeAt(0) * 256 + text.charCodeAt(1);
}

/** Operators of two characters, each under its kind. */
const pairs: ReadonlySet<number> = new Set(
  [
    "->",
    "==",
    "!=",
    "<=",
    ">=",
    "&&",
    "||",
    "++",
    "--",
    "+=",
    "-=",
    "*=",
    "/=",
    "%=",
    "&=",
    "|=",
    "^=",
    "<<",
    ">>",
  ].map(punctuation),
);

const op = {
  openParen: punctuation("("),
  closeParen: punctuation(")"),
  openBrace: punctuation("{"),
};
const hash = punctuation("#");
const slash = punctuation("/");
const asterisk = punctuation("*");

/** `inactive`: parts of the text that do not count. Undefined when a comment does not end, or when there is no body. */
export function tokensOf(text: string, inactive: readonly Span[]): Tokens | undefined {
  const lexer = new Lexer(text, inactive);
  return lexer.lex() && lexer.body >= 0 ? lexer.tokens : undefined;
}

class Lexer {
  body = -1;
  private readonly kinds: number[] = [];
  private readonly values: number[] = [];
  private readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly inactive: readonly Span[],
  ) {}

  get tokens(): Tokens {
    const { kinds, values, names, body } = this;
    const count = kinds.length;
    // A few more, which are none: whoever looks ahead need not ask for the end.
    for (let more = 0; more < 5; more++) this.put(0, 0);
    return { count, kinds, values, names, body };
  }

  /** False when a comment does not end. */
  lex(): boolean {
    const { text, inactive } = this;
    let region = 0;
    for (let at = 0; at >= 0 && at < text.length;) {
      while (region < inactive.length && inactive[region]!.end <= at) region++;
      if (region < inactive.length && at >= inactive[region]!.start) at = inactive[region]!.end;
      else at = this.next(at);
      if (at < 0) return false;
    }
    return true;
  }

  /** Reads what stands at an offset and returns the one behind it, -1 in a comment that does not end. */
  private next(at: number): number {
    const { text } = this;
    const code = text.charCodeAt(at);
    if (code <= 32) return at + 1;
    if (isNameStart(code)) return this.name(at);
    if (code >= 48 && code <= 57) return this.number(at);
    if (code === 34 || code === 39) {
      this.put(kindOfLiteral, 0);
      return endOfLiteral(text, at, code);
    }
    if (code === hash) return endOfLine(text, at);
    if (code === slash && text.charCodeAt(at + 1) === slash) return endOfLine(text, at);
    if (code === slash && text.charCodeAt(at + 1) === asterisk) {
      const end = text.indexOf("*/", at + 2);
      return end < 0 ? -1 : end + 2;
    }
    return this.operator(at, code);
  }

  private put(kind: number, value: number): void {
    this.kinds.push(kind);
    this.values.push(value);
  }

  private name(start: number): number {
    const { text } = this;
    let end = start + 1;
    while (end < text.length && isNamePart(text.charCodeAt(end))) end++;
    const name = text.slice(start, end);
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.names.length;
      this.numbers.set(name, number);
      this.names.push(name);
    }
    this.put(kindOfName, number);
    return end;
  }

  private number(start: number): number {
    const { text } = this;
    let end = start + 1;
    while (end < text.length && isNumberPart(text.charCodeAt(end))) end++;
    this.put(kindOfNumber, Number.parseInt(text.slice(start, end), 10) | 0);
    return end;
  }

  private operator(at: number, code: number): number {
    const pair = code * 256 + this.text.charCodeAt(at + 1);
    const kind = pairs.has(pair) ? pair : code;
    if (kind === op.openParen) this.depth++;
    else if (kind === op.closeParen) this.depth--;
    else if (kind === op.openBrace && this.body < 0 && this.depth === 0) this.body = this.kinds.length;
    this.put(kind, 0);
    return kind === code ? at + 1 : at + 2;
  }
}

function endOfLiteral(text: string, start: number, quote: number): number {
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === quote || code === 10) break;
  }
  return at + 1;
}

/** Where the line ends, continued ones included. */
function endOfLine(text: string, start: number): number {
  let at = text.indexOf("\n", start);
  while (at > 0 && text.charCodeAt(at - 1) === 92) at = text.indexOf("\n", at + 1);
  return at < 0 ? text.length : at;
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= 128;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || (code >= 48 && code <= 57);
}

function isNumberPart(code: number): boolean {
  return isNamePart(code) || code === 46;
}
