import type { Span } from "../../base/span";
import { isLineEnd } from "./characters";
import { Kind, punctuatorCode, reserveTokens, type Tokens } from "./lex";
import type { WordTable } from "./words";

/** Codes of the punctuators that the splitter and the mask look at. */
export const Punctuator = {
  openParenthesis: punctuatorCode("("),
  closeParenthesis: punctuatorCode(")"),
  openBrace: punctuatorCode("{"),
  closeBrace: punctuatorCode("}"),
  openBracket: punctuatorCode("["),
  closeBracket: punctuatorCode("]"),
  semicolon: punctuatorCode(";"),
  comma: punctuatorCode(","),
  colon: punctuatorCode(":"),
  equals: punctuatorCode("="),
  star: punctuatorCode("*"),
  dot: punctuatorCode("."),
  ellipsis: punctuatorCode("..."),
} as const;

/** The code tokens of a text with questions that need their neighbours. Tokens beyond either end are no tokens: everything is 0 or false. */
export class CodeView {
  constructor(
    readonly text: string,
    readonly tokens: Tokens,
    private readonly words: WordTable,
  ) {}

  get count(): number {
    return this.tokens.count;
  }

  kind(token: number): number {
    return token >= 0 && token < this.tokens.count ? this.tokens.kind[token]! : 0;
  }

  isWord(token: number): boolean {
    return this.kind(token) === Kind.identifier;
  }

  /** The punctuator's code, or 0 for every other token. */
  punctuator(token: number): number {
    return this.kind(token) === Kind.punctuator ? this.tokens.code[token]! : 0;
  }

  /** The class of a word from `wordClasses`, 0 for plain identifiers and everything else. */
  wordClass(token: number): number {
    return this.kind(token) === Kind.identifier ? this.words.classOf(this.text, this.tokens, token) : 0;
  }

  start(token: number): number {
    return this.tokens.start[token]!;
  }

  end(token: number): number {
    return this.tokens.end[token]!;
  }

  spelling(token: number): string {
    return this.text.slice(this.tokens.start[token], this.tokens.end[token]);
  }

  isSpelled(token: number, word: string): boolean {
    const start = this.start(token);
    return this.end(token) - start === word.length && this.text.startsWith(word, start);
  }

  isInFirstColumn(token: number): boolean {
    const start = this.start(token);
    return start === 0 || isLineEnd(this.text.charCodeAt(start - 1));
  }

  /** A line ends between the token before and this one. */
  startsLine(token: number): boolean {
    if (token <= 0) return true;
    for (let offset = this.start(token) - 1, stop = this.end(token - 1); offset >= stop; offset--) {
      if (isLineEnd(this.text.charCodeAt(offset))) return true;
    }
    return false;
  }

  /**
   * The token that closes the parenthesis at `open`, or -1. Gives up at a `;` outside braces, which no
   * parameter or argument list has, so that a missing `)` costs no more than its own definition.
   */
  closeParenthesis(open: number): number {
    let depth = 0;
    let braces = 0;
    for (let token = open; token < this.tokens.count; token++) {
      switch (this.punctuator(token)) {
        case Punctuator.openParenthesis:
          depth++;
          break;
        case Punctuator.closeParenthesis:
          if (--depth === 0) return token;
          break;
        case Punctuator.openBrace:
          braces++;
          break;
        case Punctuator.closeBrace:
          if (--braces < 0) return -1;
          break;
        case Punctuator.semicolon:
          if (braces === 0) return -1;
          break;
      }
    }
    return -1;
  }
}

/**
 * For each parenthesis, bracket and brace the token that closes or opens it, else -1. A closing one ends all
 * groups inside it that were left open; one that closes nothing has no partner.
 */
export function matchGroups(view: CodeView): Int32Array {
  const partners = new Int32Array(view.count).fill(-1);
  const open: number[] = [];
  for (let token = 0; token < view.count; token++) {
    const opener = openerOf(view.punctuator(token));
    if (opener === 0) continue;
    if (opener < 0) {
      open.push(token);
      continue;
    }
    let index = open.length - 1;
    while (index >= 0 && view.punctuator(open[index]!) !== opener) {
      // A parenthesis does not reach over a brace that is still open.
      if (opener !== Punctuator.openBrace && view.punctuator(open[index]!) === Punctuator.openBrace)
        index = 0;
      index--;
    }
    if (index < 0) continue;
    partners[token] = open[index]!;
    partners[open[index]!] = token;
    open.length = index;
  }
  return partners;
}

/** The code of the opening punctuator for a closing one, -1 for an opening one, 0 for everything else. */
function openerOf(code: number): number {
  switch (code) {
    case Punctuator.openParenthesis:
    case Punctuator.openBracket:
    case Punctuator.openBrace:
      return -1;
    case Punctuator.closeParenthesis:
      return Punctuator.openParenthesis;
    case Punctuator.closeBracket:
      return Punctuator.openBracket;
    case Punctuator.closeBrace:
      return Punctuator.openBrace;
    default:
      return 0;
  }
}

/**
 * The tokens outside of the given spans, which are in order and cut no token. They are written to `into`,
 * which may be `tokens` itself; without spans the result is `tokens`.
 */
export function dropTokens(tokens: Tokens, spans: readonly Span[], into: Tokens): Tokens {
  if (spans.length === 0) return tokens;
  reserveTokens(into, tokens.count);
  let kept = 0;
  let next = 0;
  for (let token = 0; token < tokens.count; token++) {
    const start = tokens.start[token]!;
    while (next < spans.length && spans[next]!.end <= start) next++;
    if (next < spans.length && spans[next]!.start <= start) continue;
    into.kind[kept] = tokens.kind[token]!;
    into.start[kept] = start;
    into.end[kept] = tokens.end[token]!;
    into.code[kept] = tokens.code[token]!;
    kept++;
  }
  into.count = kept;
  return into;
}
