import { punctuation } from "./tokens";

/** Operators and brackets, as kinds of tokens. */
export const op = {
  dot: punctuation("."),
  arrow: punctuation("->"),
  assign: punctuation("="),
  comma: punctuation(","),
  semicolon: punctuation(";"),
  colon: punctuation(":"),
  question: punctuation("?"),
  star: punctuation("*"),
  ampersand: punctuation("&"),
  not: punctuation("!"),
  and: punctuation("&&"),
  or: punctuation("||"),
  openParen: punctuation("("),
  closeParen: punctuation(")"),
  openBracket: punctuation("["),
  closeBracket: punctuation("]"),
  openBrace: punctuation("{"),
  closeBrace: punctuation("}"),
} as const;

/** Operators whose result is no pointer. */
export const comparing: ReadonlySet<number> = new Set(
  ["==", "!=", "<", ">", "<=", ">=", "&&", "||"].map(punctuation),
);
