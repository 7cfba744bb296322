import type { Span } from "../../base/span";
import { CodeView, dropTokens } from "./codeView";
import { keepShape } from "./keepShape";
import { createTokens } from "./lex";
import { BodyMask } from "./maskBody";
import { MaskEdits } from "./maskEdits";
import { maskHead } from "./maskHead";
import { tokensOf } from "./tokensOf";
import { wordTable } from "./wordClasses";
import type { MaskKnowledge } from "./source";

/** What is masked: one chunk. `inactive` is relative to its start. */
export interface MaskInput {
  readonly text: string;
  readonly kind: "function" | "other";
  readonly inactive: readonly Span[];
  readonly knowledge: MaskKnowledge;
}

/**
 * Rewrites a chunk to plain C of the same length, line ends at the same places, so that every offset stays
 * valid. The lowering recognises a rewrite by comparing the node's text with the original:
 * - `while` (`if` for short names) over another word: a loop macro, or `NAME(…) {` inside a body;
 * - `return` over another word, its `(` blank and its `)` a `;`: a macro used without `;`;
 * - an identifier that ends in `_` where the original has blanks or `*`: a type as an argument; without
 *   letters: an operator as an argument;
 * - an identifier beside a string literal, with a `(` in the original behind it: a call that makes a string;
 * - `name = value` as an argument, with a `.` in the original before it: a field of `PG_MODULE_MAGIC_EXT`;
 * - blanks: attributes and what is not analysed (inactive regions, directives).
 */
export function maskChunk(input: MaskInput): string {
  const { text, inactive } = input;
  const tokens = tokensOf(text);
  const edits = keepShape("edits", new MaskEdits(text));
  for (const { start, end } of inactive) edits.blank(start, end);
  for (let index = 0; index < tokens.directives.length; index += 2) {
    edits.blank(tokens.directives[index]!, tokens.directives[index + 1]!);
  }
  const active = dropTokens(tokens, inactive, scratch);
  const view = keepShape("view", new CodeView(text, active, wordTable(input.knowledge)));
  const isFunction = input.kind === "function";
  const body = keepShape("body", new BodyMask(view, edits, isFunction));
  body.run(isFunction ? maskHead(view, edits) : 0);
  blankUnprintable(text, edits);
  return edits.apply();
}

/** Used again by every call, which reads its result to the end before it returns. */
const scratch = createTokens(1 << 10);

/** Characters that end the parser's input or that it takes for letters. */
const unprintable = ["\0", "\ufeff", "\ufffd"];

function blankUnprintable(text: string, edits: MaskEdits): void {
  for (const character of unprintable) {
    for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1))
      edits.blank(at, at + 1);
  }
}
