import { Punctuator, type CodeView } from "./codeView";
import { maskAttribute } from "./maskAttribute";
import type { MaskEdits } from "./maskEdits";
import { maskSpecifiers } from "./maskSpecifiers";
import { Word } from "./wordClasses";

/** Masks a function's head and returns the token of the `{` that opens its body. */
export function maskHead(view: CodeView, edits: MaskEdits): number {
  let token = 0;
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
  const end = isDeclaration ? maskSpecifiers(view, edits, first) : first + 1;
  if (isEmptyCall(view, end - 1)) {
    // `const char CALL(*) name(…)`: a macro that puts the pointer and a calling convention together.
    edits.blank(view.start(end - 1), view.end(end));
    edits.blank(view.start(end + 1), view.end(end + 1));
    return end + 2;
  }
  return end;
}

function isEmptyCall(view: CodeView, name: number): boolean {
  if (view.punctuator(name + 1) !== Punctuator.openParenthesis) return false;
  if (view.punctuator(name + 2) !== Punctuator.star) return false;
  return view.punctuator(name + 3) === Punctuator.closeParenthesis;
}

/** Behind the parameters stands nothing but attributes, unless parameters are declared in the old style. */
function maskTrailer(view: CodeView, edits: MaskEdits, token: number): number {
  const next = maskAttribute(view, edits, token);
  if (next !== token + 1 || view.wordClass(token) !== 0) return next;
  const isCall = view.punctuator(token + 1) === Punctuator.openParenthesis;
  const last = isCall ? view.closeParenthesis(token + 1) : token;
  const code = view.punctuator(last + 1);
  if (last < 0 || (code !== Punctuator.openBrace && code !== Punctuator.semicolon)) return next;
  if (view.wordClass(last + 1) === Word.control) return next;
  edits.blank(view.start(token), view.end(last));
  return last + 1;
}
