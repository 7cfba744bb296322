import { Punctuator, type CodeView } from "./codeView";
import type { MaskEdits } from "./maskEdits";
import { Word } from "./wordClasses";

/** Blanks the word at `token`, with its arguments, when it stands for an attribute or for nothing. Returns the next token to read. */
export function maskAttribute(view: CodeView, edits: MaskEdits, token: number): number {
  const wordClass = view.wordClass(token);
  const isCall = view.punctuator(token + 1) === Punctuator.openParenthesis;
  switch (wordClass) {
    case Word.attribute:
    case Word.blankCall:
      return isCall ? blankCall(view, edits, token) : token + 1;
    case Word.blankEither:
      return isCall ? blankCall(view, edits, token) : blankWord(view, edits, token);
    case Word.blank:
    case Word.extension:
      return blankWord(view, edits, token);
    default:
      return token + 1;
  }
}

function blankWord(view: CodeView, edits: MaskEdits, token: number): number {
  edits.blank(view.start(token), view.end(token));
  return token + 1;
}

function blankCall(view: CodeView, edits: MaskEdits, token: number): number {
  const close = view.closing(token + 1);
  if (close < 0) return token + 1;
  edits.blank(view.start(token), view.end(close));
  return close + 1;
}
