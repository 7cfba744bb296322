import { op } from "./operators";
import { target, type Places } from "./places";
import { kindOfName, kindOfNumber, type Tokens } from "./tokens";
import { keywords } from "./words";

/** A name with the fields behind it and the stars before it, as far as it can be followed. */
export interface WrittenPath {
  readonly path: number;
  /** The token behind it. */
  readonly end: number;
  /** An element follows of which nobody knows the number. */
  readonly isElement: boolean;
}

/** The path at a token that is a name, or the bracket of `(*name)`. */
export function pathAt(tokens: Tokens, places: Places, start: number): WrittenPath {
  const { kinds, values } = tokens;
  const isBracket = kinds[start] === op.openParen;
  const at = isBracket ? start + 2 : start;
  let path = places.root(values[at]!);
  if (isBracket) path = places.field(path, target);
  let end = isBracket ? at + 2 : at + 1;
  for (;;) {
    const kind = kinds[end]!;
    if ((kind === op.arrow || kind === op.dot) && kinds[end + 1] === kindOfName) {
      if (kind === op.arrow) path = places.field(path, target);
      path = places.field(path, values[end + 1]!);
      end += 2;
    } else if (
      kind === op.openBracket &&
      kinds[end + 1] === kindOfNumber &&
      kinds[end + 2] === op.closeBracket
    ) {
      path = places.field(path, -2 - values[end + 1]!);
      end += 3;
    } else break;
  }
  const isElement = kinds[end] === op.openBracket;
  for (let before = start - 1; !isElement && isUnaryStar(tokens, before); before--)
    path = places.field(path, target);
  return { path, end, isElement };
}

/** `(*name)`, with a field or an element behind it. */
export function isBracketed({ kinds }: Tokens, at: number): boolean {
  const next = kinds[at + 4];
  return (
    kinds[at] === op.openParen &&
    kinds[at + 1] === op.star &&
    kinds[at + 2] === kindOfName &&
    kinds[at + 3] === op.closeParen &&
    (next === op.arrow || next === op.dot || next === op.openBracket)
  );
}

function isUnaryStar(tokens: Tokens, at: number): boolean {
  const { kinds, values, names } = tokens;
  if (kinds[at] !== op.star) return false;
  const before = kinds[at - 1]!;
  if (before === op.star) return isUnaryStar(tokens, at - 1);
  return isPrefix(before) || (before === kindOfName && keywords.has(names[values[at - 1]!]!));
}

/** What stands before an operator that has one operand. */
export function isPrefix(kind: number): boolean {
  return kind !== kindOfName && kind !== kindOfNumber && kind !== op.closeParen && kind !== op.closeBracket;
}
