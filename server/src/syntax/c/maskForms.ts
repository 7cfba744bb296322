import { Punctuator, type CodeView } from "./codeView";
import { maskUnknown } from "./maskArgument";
import type { MaskEdits } from "./maskEdits";

const shortestLoop = "while".length;
const endlessLoop = "for(;;)";
const emptyStatement = "return;";

/** `each(x, list) …` becomes `while(x, list) …` (`if` when the name is shorter), `forever …` becomes `for(;;) …`. */
export function maskLoop(view: CodeView, edits: MaskEdits, token: number): void {
  const [start, end] = [view.start(token), view.end(token)];
  if (view.punctuator(token + 1) !== Punctuator.openParenthesis) {
    if (end - start >= endlessLoop.length) edits.writeWord(start, end, endlessLoop);
  } else if (end - start >= 2) edits.writeWord(start, end, end - start < shortestLoop ? "if" : "while");
}

/** `if MACRO(x)`: the macro brings the parentheses of the condition, which is not understood. */
export function maskMacroCondition(view: CodeView, edits: MaskEdits, name: number, close: number): void {
  edits.blank(view.start(name), view.end(name));
  maskUnknown(view, edits, name + 2, close);
}

/** `int x INIT(0);` where the macro brings the `=`. */
export function maskInitializer(view: CodeView, edits: MaskEdits, name: number, close: number): void {
  edits.writeWord(view.start(name), view.end(name + 1), "=");
  edits.blank(view.start(close), view.end(close));
}

/** `int x MAYBE(= 0);`: the `=` is in the macro's argument. */
export function maskWrappedInitializer(view: CodeView, edits: MaskEdits, name: number, close: number): void {
  edits.blank(view.start(name), view.end(name + 1));
  edits.blank(view.start(close), view.end(close));
}

/** `CATALOG(name,oid,oidmacro) … {` becomes `struct  name … {`. */
export function maskCatalog(view: CodeView, edits: MaskEdits, name: number, close: number): void {
  edits.writeWord(view.start(name), view.end(name + 1), "struct");
  edits.blank(view.end(name + 2), view.end(close));
}

/** `offsetof(T, a[1].b)`: the grammar knows plain fields only. */
export function maskOffset(view: CodeView, edits: MaskEdits, open: number, close: number): void {
  let comma = open + 1;
  while (comma < close && view.punctuator(comma) !== Punctuator.comma) comma++;
  if (close > comma + 2) edits.blank(view.end(comma + 1), view.end(close - 1));
}

/** A macro without arguments that stands for whole statements becomes `return;`, or blank where there is no room. */
export function maskBareStatement(view: CodeView, edits: MaskEdits, token: number): void {
  const [start, end] = [view.start(token), view.end(token)];
  if (end - start >= emptyStatement.length) edits.writeWord(start, end, emptyStatement);
  else edits.blank(start, end);
}
