import { Punctuator, type CodeView } from "./codeView";
import { Word } from "./wordClasses";

/** The last token of the braces that open at `open`; of what is left of them when they are never closed. */
export function endOfBraces(view: CodeView, open: number): number {
  let depth = 0;
  let token = open;
  for (; token < view.count; token++) {
    const code = view.punctuator(token);
    if (code === 0 && view.isInFirstColumn(token) && isFunctionHead(view, token)) break;
    if (code === Punctuator.openBrace) depth++;
    else if (code === Punctuator.closeBrace && --depth === 0) return token;
  }
  for (let inside = open + 1; inside < token; inside++) {
    if (view.punctuator(inside) === Punctuator.closeBrace && view.isInFirstColumn(inside)) return inside;
  }
  return token - 1;
}

/** In the first column: two words or more, a parameter list, `{`. Code inside a function never looks like this. */
function isFunctionHead(view: CodeView, first: number): boolean {
  if (!view.isWord(first)) return false;
  const firstClass = view.wordClass(first);
  if (firstClass === Word.control || firstClass === Word.operator || firstClass === Word.loop) return false;
  let words = 0;
  let token = first;
  for (; view.isWord(token) || view.punctuator(token) === Punctuator.star; token++) {
    if (view.wordClass(token) === Word.control) return false;
    if (view.isWord(token)) words++;
  }
  if (words < 2 || !view.isWord(token - 1) || view.punctuator(token) !== Punctuator.openParenthesis)
    return false;
  const close = view.closeParenthesis(token);
  return close > 0 && view.punctuator(close + 1) === Punctuator.openBrace;
}
