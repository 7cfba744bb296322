import { Punctuator, type CodeView } from "./codeView";
import { maskUnknown } from "./maskArgument";
import type { MaskEdits } from "./maskEdits";

const keyword = "return";

/**
 * Masks `NAME(a, b)` that is used without `;`, by its name and its closing parenthesis: `return a, b;`, or
 * `NAME a, b;` when the name is shorter than `return`.
 */
export function maskStatement(view: CodeView, edits: MaskEdits, name: number, close: number): void {
  const isLong = view.end(name) - view.start(name) >= keyword.length;
  if (isLong) edits.writeWord(view.start(name), view.end(name), keyword);
  else if (close === name + 2) {
    edits.write(view.start(name + 1), view.end(name + 1), ";");
    edits.blank(view.start(close), view.end(close));
    return;
  } else if (!isNameList(view, name + 2, close)) maskUnknown(view, edits, name + 2, close);
  edits.blank(view.start(name + 1), view.end(name + 1));
  edits.write(view.start(close), view.end(close), ";");
}

function isNameList(view: CodeView, first: number, end: number): boolean {
  for (let token = first; token < end; token++) {
    if ((token - first) % 2 === 0 ? !view.isWord(token) : view.punctuator(token) !== Punctuator.comma)
      return false;
  }
  return (end - first) % 2 === 1;
}
