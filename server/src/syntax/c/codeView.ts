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
  private partners: Int32Array | undefined;

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
   * The token that closes the parenthesis or brace at `open`, or -1. A `;` ends all parentheses of its block:
   * no parameter list has one, so a missing `)` costs no more than its own definition.
   */
  closing(open: number): number {
    this.partners ??= matchStrictly(this);
    return this.partners[open] ?? -1;
  }
}

/** For each parenthesis and brace the one that closes it, else -1. */
function matchStrictly(view: CodeView): Int32Array {
  const partners = new Int32Array(view.count).fill(-1);
  const open: number[] = [];
  const dropParentheses = (): void => {
    while (open.length > 0 && view.punctuator(open[open.length - 1]!) === Punctuator.openParenthesis)
      open.pop();
  };
  for (let token = 0; token < view.count; token++) {
    switch (view.punctuator(token)) {
      case Punctuator.openParenthesis:
      case Punctuator.openBrace:
        open.push(token);
        break;
      case Punctuator.closeParenthesis: {
        const last = open[open.length - 1];
        if (last === undefined || view.punctuator(last) !== Punctuator.openParenthesis) break;
        partners[last] = token;
        open.pop();
        break;
      }
      case Punctuator.semicolon:
        dropParentheses();
        break;
      case Punctuator.closeBrace: {
        dropParentheses();
        const last = open.pop();
        if (last !== undefined) partners[last] = token;
        break;
      }
    }
  }
  return partners;
}

/** A parenthesis or bracket looks no further than this for the one it closes when others are open in between. */
const deepestMismatch = 32;

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
    const index = indexOfOpener(view, open, opener);
    if (index < 0) continue;
    partners[token] = open[index]!;
    partners[open[index]!] = token;
    open.length = index;
  }
  return partners;
}

/** Where in `open` the group stands that a closing punctuator ends, or -1. A `}` drops what is open above its block. */
function indexOfOpener(view: CodeView, open: number[], opener: number): number {
  let index = open.length - 1;
  const lowest = opener === Punctuator.openBrace ? 0 : Math.max(0, index - deepestMismatch);
  for (; index >= lowest; index--) {
    const code = view.punctuator(open[index]!);
    if (code === opener) return index;
    // A parenthesis does not reach over a brace that is still open.
    if (code === Punctuator.openBrace) return -1;
    if (opener === Punctuator.openBrace) open.pop();
  }
  return -1;
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
