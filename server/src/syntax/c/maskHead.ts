import { Punctuator, type CodeView } from "./codeView";
import type { MaskEdits } from "./maskEdits";
import { maskAttribute } from "./maskAttribute";

/** Masks a function's head and returns the token of the `{` that opens its body. */
export function maskHead(view: CodeView, edits: MaskEdits): number {
  let token = 0;
  while (token < view.count && view.punctuator(token) !== Punctuator.openBrace) {
    token = maskAttribute(view, edits, token);
  }
  return token;
}
