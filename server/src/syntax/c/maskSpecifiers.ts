import { Punctuator, type CodeView } from "./codeView";
import { maskAttribute } from "./maskAttribute";
import type { MaskEdits } from "./maskEdits";
import { Word } from "./wordClasses";

/** A longer run of words is no declaration. */
const mostWords = 16;

/**
 * Blanks the words before a declarator that C has no place for, which must be macros: a plain word beside a
 * type keyword, or a second plain word beside a type name. Returns the token behind the run of words.
 */
export function maskSpecifiers(view: CodeView, edits: MaskEdits, first: number): number {
  const plain: number[] = [];
  let hasType = false;
  let last = first;
  let token = first;
  while (view.isWord(token)) {
    const wordClass = view.wordClass(token);
    const next = maskAttribute(view, edits, token);
    if (wordClass === Word.aggregate && view.isWord(token + 1)) {
      hasType = true;
      last = token + 1;
      token += 2;
      continue;
    }
    if (wordClass === Word.primitive) hasType = true;
    else if (wordClass === Word.control || wordClass === Word.operator) return next;
    else if (wordClass === 0) plain.push(token);
    if (wordClass === 0 || wordClass === Word.primitive) last = token;
    token = next;
  }
  const isNamed = endsDeclarator(view.punctuator(token)) && plain.at(-1) === last;
  const wanted = (hasType ? 0 : 1) + (isNamed ? 1 : 0);
  if (plain.length > wanted && plain.length < mostWords)
    blankMacros(view, edits, plain, plain.length - wanted);
  return isPointerMacro(view, token - 1) ? maskPointerMacro(view, edits, token - 1) : token;
}

/** `const char CALL(*) name(…)`: a macro that puts a pointer and a calling convention together. */
export function isPointerMacro(view: CodeView, name: number): boolean {
  if (!view.isWord(name) || view.punctuator(name + 1) !== Punctuator.openParenthesis) return false;
  if (view.punctuator(name + 2) !== Punctuator.star) return false;
  return view.punctuator(name + 3) === Punctuator.closeParenthesis;
}

function maskPointerMacro(view: CodeView, edits: MaskEdits, name: number): number {
  edits.blank(view.start(name), view.end(name + 1));
  edits.blank(view.start(name + 3), view.end(name + 3));
  return name + 4;
}

function endsDeclarator(code: number): boolean {
  return code !== Punctuator.star && code !== Punctuator.openBrace && code !== 0;
}

/**
 * Blanks `count` of the words: those without small letters first, then the first ones. The last word is the
 * declarator's. A word with small letters at the end of a line may as well be a declaration without its `;`.
 */
function blankMacros(view: CodeView, edits: MaskEdits, plain: readonly number[], count: number): void {
  const shouting = plain.filter((token) => !/[a-z]/.test(view.spelling(token)));
  const others = plain.filter((token) => !shouting.includes(token) && !view.startsLine(token + 1));
  const name = plain.at(-1);
  const ordered = [...shouting, ...others].filter((token) => token !== name || plain.length === count);
  for (const token of ordered.slice(0, count)) edits.blank(view.start(token), view.end(token));
}
