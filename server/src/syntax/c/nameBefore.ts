import { Punctuator, type CodeView } from "./codeView";
import { Word } from "./wordClasses";

/** The token of the function's name that stands before the parameter list at `open`, or -1. */
export function nameBefore(view: CodeView, open: number): number {
  if (view.punctuator(open + 1) === Punctuator.star) {
    // A function that returns a pointer to a function: void (*name(int))(int).
    for (let token = open + 2; view.isWord(token) || view.punctuator(token) === Punctuator.star; token++) {
      if (view.isWord(token) && view.punctuator(token + 1) === Punctuator.openParenthesis) return token;
    }
  }
  if (!view.isWord(open - 1)) return -1;
  const wordClass = view.wordClass(open - 1);
  return wordClass === 0 || wordClass >= Word.loop ? open - 1 : -1;
}
