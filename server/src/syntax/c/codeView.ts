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
  /** For each parenthesis and brace the one that closes it, -1 for none, 0 as long as nothing asked for it. */
  private partners: Int32Array | undefined;

  constructor(
    readonly text: string,
    readonly tokens: Tokens,
    private readonly words: WordTable,
    /** An array with room for all tokens that no other view is using; without one the view makes its own. */
    private readonly spare?: Int32Array,
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

  /** The first token that starts at or behind `offset`; no one before `from` does. */
  tokenFrom(offset: number, from = 0): number {
    return firstTokenFrom(this.tokens, offset, from);
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
    const code = this.punctuator(open);
    if (code !== Punctuator.openParenthesis && code !== Punctuator.openBrace) return -1;
    this.partners ??= this.spare?.fill(0, 0, this.count) ?? new Int32Array(this.count);
    if (this.partners[open] === 0) matchGroup(this, open, this.partners);
    return this.partners[open]!;
  }
}

/**
 * Finds what closes the parenthesis or brace at `first`, and all groups in it: in `partners` -1 says that nothing does.
 * Those outside of the group play no part in that, so nothing else needs to be read.
 */
function matchGroup({ tokens }: CodeView, first: number, partners: Int32Array): void {
  const { kind, code, count } = tokens;
  const open: number[] = [];
  const dropParentheses = (): void => {
    while (open.length > 0 && code[open[open.length - 1]!] === Punctuator.openParenthesis)
      partners[open.pop()!] = -1;
  };
  for (let token = first; token < count; token++) {
    if (kind[token] !== Kind.punctuator) continue;
    switch (code[token]) {
      case Punctuator.openParenthesis:
      case Punctuator.openBrace:
        open.push(token);
        continue;
      case Punctuator.closeParenthesis:
        if (code[open[open.length - 1]!] === Punctuator.openParenthesis) partners[open.pop()!] = token;
        break;
      case Punctuator.semicolon:
        dropParentheses();
        break;
      case Punctuator.closeBrace: {
        dropParentheses();
        const last = open.pop();
        if (last !== undefined) partners[last] = token;
        break;
      }
      case undefined:
    }
    if (open.length === 0) return;
  }
  for (const token of open) partners[token] = -1;
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
  for (const { start, end } of spans) {
    const first = firstTokenFrom(tokens, start, next);
    kept = moveTokens(tokens, { first: next, end: first }, into, kept);
    next = firstTokenFrom(tokens, end, first);
  }
  into.count = moveTokens(tokens, { first: next, end: tokens.count }, into, kept);
  return into;
}

/** The first token that starts at or behind `offset`; no one before `from` does. */
function firstTokenFrom({ start, count }: Tokens, offset: number, from: number): number {
  let low = from;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (start[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Writes a run of tokens to `into`, at `at`, as blocks of memory. Returns the place behind them. */
function moveTokens(
  from: Tokens,
  { first, end }: { first: number; end: number },
  into: Tokens,
  at: number,
): number {
  into.kind.set(from.kind.subarray(first, end), at);
  into.start.set(from.start.subarray(first, end), at);
  into.end.set(from.end.subarray(first, end), at);
  into.code.set(from.code.subarray(first, end), at);
  return at + end - first;
}
