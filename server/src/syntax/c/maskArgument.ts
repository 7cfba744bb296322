import { Punctuator, type CodeView } from "./codeView";
import { Kind } from "./lex";
import type { MaskEdits } from "./maskEdits";

/** Masks the argument of a call that goes from token `first` to just before `end`. False when it is to stay as it is. */
export function maskArgument(view: CodeView, edits: MaskEdits, first: number, end: number): boolean {
  if (view.punctuator(first) === Punctuator.dot && view.isWord(first + 1)) {
    // PG_MODULE_MAGIC_EXT(.name = "x")
    edits.blank(view.start(first), view.end(first));
    return true;
  }
  const isOperator = end - first === 1 && view.kind(first) === Kind.punctuator;
  if (isOperator) maskUnknown(view, edits, first, end);
  const isType = end - first > 1 && isTypeName(view, first, end);
  if (isType) maskTypeName(view, edits, first, end);
  return isOperator || isType;
}

/** Makes an identifier without letters of the tokens: something that is not understood, but no error. */
export function maskUnknown(view: CodeView, edits: MaskEdits, first: number, end: number): void {
  const [start, stop] = [view.start(first), view.end(end - 1)];
  const lineEnd = /[\r\n]/.exec(view.text.slice(start, stop));
  const nameEnd = lineEnd === null ? stop : start + lineEnd.index;
  edits.write(start, nameEnd, "_".repeat(nameEnd - start));
  edits.blank(nameEnd, stop);
}

/** `char *`, `struct Foo`, `unsigned int`: words with a `*` at the end or two words side by side. */
function isTypeName(view: CodeView, first: number, end: number): boolean {
  if (!view.isWord(first)) return false;
  const isPointer = view.punctuator(end - 1) === Punctuator.star;
  if (!isPointer && !view.isWord(end - 1)) return false;
  let isType = isPointer;
  for (let token = first + 1; token < end; token++) {
    if (view.isWord(token)) isType ||= view.isWord(token - 1);
    else if (view.punctuator(token) !== Punctuator.star) return false;
  }
  return isType;
}

/** Makes one identifier of the tokens: letters stay, everything else becomes `_`. Over a line end or a comment, blanks instead. */
function maskTypeName(view: CodeView, edits: MaskEdits, first: number, end: number): void {
  const [start, stop] = [view.start(first), view.end(end - 1)];
  const text = view.text.slice(start, stop);
  if (/[\r\n/]/.test(text)) edits.blank(view.end(first), stop);
  else edits.write(start, stop, text.replace(/[^\w$\u0080-\uffff]/g, "_"));
}
