import { createTokens, lex, type Tokens } from "./lex";

/** Arrays for more tokens than this are not kept for the next text. */
const largestKept = 1 << 19;

let latest = "";
let tokens: Tokens = createTokens(1 << 14);

/**
 * The same as `lex(text)`, and nearly free when it is the text of the last call: most chunks are parsed as they were
 * masked, which is as they were written. The result must not be changed, and lasts until the next call.
 */
export function tokensOf(text: string): Tokens {
  if (text === latest) return tokens;
  if (tokens.kind.length > largestKept) tokens = createTokens(1 << 14);
  lex(text, tokens);
  latest = text;
  return tokens;
}
