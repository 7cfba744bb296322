import { Punctuator, type CodeView } from "./codeView";
import { Word } from "./wordClasses";

/** The last token of the braces that open at `open`; of what is left of them when they are never closed. */
export function endOfBraces(view: CodeView, open: number): number {
  const close = view.closing(open);
  const end = close < 0 ? view.count : close;
  for (let token = open + 1; token < end; token++) {
    const code = view.punctuator(token);
    if (code === 0) {
      if (view.isInFirstColumn(token) && isFunctionHead(view, token))
        return firstBraceBetween(view, open, token);
    } else if (close < 0 && code === Punctuator.closeBrace && view.isInFirstColumn(token)) return token;
  }
  return close < 0 ? view.count - 1 : close;
}

/** The first `}` in the first column between the tokens; the last token before `end` when there is none. */
function firstBraceBetween(view: CodeView, open: number, end: number): number {
  for (let token = open + 1; token < end; token++) {
    if (view.punctuator(token) === Punctuator.closeBrace && view.isInFirstColumn(token)) return token;
  }
  return end - 1;
}

/** No head of a function has more words than this. */
const longestHead = 24;

/** In the first column: two words or more, a parameter list, `{`. Code inside a function never looks like this. */
function isFunctionHead(view: CodeView, first: number): boolean {
  if (!view.isWord(first)) return false;
  const firstClass = view.wordClass(first);
  if (firstClass === Word.control || firstClass === Word.operator || firstClass === Word.loop) return false;
  let words = 0;
  let token = first;
  for (; view.isWord(token) || view.punctuator(token) === Punctuator.star; token++) {
    if (token - first > longestHead || view.wordClass(token) === Word.control) return false;
    if (view.isWord(token)) words++;
  }
  if (words < 2 || !view.isWord(token - 1) || view.punctuator(token) !== Punctuator.openParenthesis)
    return false;
  const close = view.closing(token);
  return close > 0 && view.punctuator(close + 1) === Punctuator.openBrace;
}
