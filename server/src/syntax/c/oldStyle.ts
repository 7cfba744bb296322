import { Punctuator, type CodeView } from "./codeView";

/** Functions with parameters declared between the head and the body: `int f(a, b) int a; char *b; { … }`. */

/** The group is followed by the declaration of one of the names in it. */
export function isOldStyleHead(view: CodeView, open: number, close: number): boolean {
  for (let token = close + 1; token < close + 20; token++) {
    const code = view.punctuator(token);
    if (code === Punctuator.semicolon) return isNamedIn(view, open, close, token);
    if (code !== 0 && code !== Punctuator.star && code !== Punctuator.comma) return false;
  }
  return false;
}

/** The word before `semicolon` is one of the names between the parentheses. */
export function isNamedIn(view: CodeView, open: number, close: number, semicolon: number): boolean {
  let last = semicolon - 1;
  while (last > close && !view.isWord(last)) last--;
  if (last <= close) return false;
  const name = view.spelling(last);
  for (let token = open + 1; token < close; token++) {
    const code = view.punctuator(token);
    if (code !== 0 && code !== Punctuator.comma) return false;
    if (view.isWord(token) && view.isSpelled(token, name)) return true;
  }
  return false;
}
