import { Punctuator, type CodeView } from "./codeView";
import { maskAttribute } from "./maskAttribute";
import type { MaskEdits } from "./maskEdits";
import { Word } from "./wordClasses";

/**
 * Blanks the words before a declarator that C has no place for, which must be macros: a plain word beside a
 * type keyword, or a second plain word beside a type name. Returns the token behind the run of words.
 */
export function maskSpecifiers(view: CodeView, edits: MaskEdits, first: number): number {
  const plain: number[] = [];
  let hasType = false;
  let token = first;
  while (view.isWord(token)) {
    const wordClass = view.wordClass(token);
    const next = maskAttribute(view, edits, token);
    if (wordClass === Word.aggregate && view.isWord(token + 1)) {
      hasType = true;
      token += 2;
      continue;
    }
    if (wordClass === Word.primitive) hasType = true;
    else if (wordClass === Word.control || wordClass === Word.operator) return next;
    else if (wordClass === 0) plain.push(token);
    token = next;
  }
  const isNamed = endsDeclarator(view.punctuator(token)) && plain.at(-1) === token - 1;
  const wanted = (hasType ? 0 : 1) + (isNamed ? 1 : 0);
  if (plain.length > wanted) blankMacros(view, edits, plain, plain.length - wanted);
  return token;
}

function endsDeclarator(code: number): boolean {
  return code !== Punctuator.star && code !== Punctuator.openBrace && code !== 0;
}

/** Blanks `count` of the words: those without small letters first, then the first ones. The last word is the declarator's. */
function blankMacros(view: CodeView, edits: MaskEdits, plain: readonly number[], count: number): void {
  const shouting = plain.filter((token) => !/[a-z]/.test(view.spelling(token)));
  const others = plain.filter((token) => !shouting.includes(token));
  const name = plain.at(-1);
  const ordered = [...shouting, ...others].filter((token) => token !== name || plain.length === count);
  for (const token of ordered.slice(0, count)) edits.blank(view.start(token), view.end(token));
}
