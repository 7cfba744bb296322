import { Punctuator, type CodeView } from "./codeView";
import { maskAttribute } from "./maskAttribute";
import type { MaskEdits } from "./maskEdits";
import { isPointerMacro, maskSpecifiers } from "./maskSpecifiers";
import { Word } from "./wordClasses";

/** Masks a function's head and returns the token of the `{` that opens its body. */
export function maskHead(view: CodeView, edits: MaskEdits): number {
  let token = 0;
  // `HEAD { … }` where a macro is all of the head: only the body can be read.
  if (view.punctuator(1) === Punctuator.openBrace) edits.blank(view.start(0), view.end(0));
  while (token < view.count && view.punctuator(token) !== Punctuator.openBrace) {
    token = view.isWord(token) ? maskWords(view, edits, token) : token + 1;
  }
  return token;
}

/** Masks a run of words: the beginning of the head or of a parameter, or what follows a declarator. */
function maskWords(view: CodeView, edits: MaskEdits, first: number): number {
  const before = view.punctuator(first - 1);
  if (before === Punctuator.closeParenthesis) return maskTrailer(view, edits, first);
  const isDeclaration = before === 0 || before === Punctuator.openParenthesis || before === Punctuator.comma;
  if (isDeclaration) return maskSpecifiers(view, edits, first);
  const next = maskAttribute(view, edits, first);
  const isQualified = before === Punctuator.star && view.wordClass(first) === 0;
  // `char *QUALIFIER name`: of two plain words behind a pointer the first one is a macro.
  if (isQualified && view.isWord(first + 1)) edits.blank(view.start(first), view.end(first));
  return next;
}

/** Behind the parameters stands nothing but attributes, unless parameters are declared in the old style. */
export function maskTrailer(view: CodeView, edits: MaskEdits, token: number): number {
  const next = maskAttribute(view, edits, token);
  if (next !== token + 1 || view.wordClass(token) !== 0 || isPointerMacro(view, token - 4)) return next;
  const isCall = view.punctuator(token + 1) === Punctuator.openParenthesis;
  const last = isCall ? view.closing(token + 1) : token;
  const code = view.punctuator(last + 1);
  if (last < 0 || (code !== Punctuator.openBrace && code !== Punctuator.semicolon)) return next;
  if (view.wordClass(last + 1) === Word.control) return next;
  edits.blank(view.start(token), view.end(last));
  return last + 1;
}
