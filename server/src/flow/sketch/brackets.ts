import { zeros } from "./zeros";
import { op } from "./operators";
import { kindOfName, type Tokens } from "./tokens";

/**
 * For each bracket the token that is its partner. While somebody types they do not match: a statement that ends closes
 * what was opened in it, with the semicolon or brace as partner, and what closes nothing is its own.
 */
export function partnersOf({ count, kinds, values, names }: Tokens): number[] {
  const partners = zeros(count + 1);
  const open: number[] = [];
  const close = (at: number): void => {
    const start = open.pop()!;
    partners[start] = at;
  };
  const isFor = (start: number): boolean =>
    kinds[start - 1] === kindOfName && names[values[start - 1]!] === "for";
  for (let at = 0; at < count; at++) {
    const kind = kinds[at]!;
    if (kind === op.openParen || kind === op.openBracket || kind === op.openBrace) open.push(at);
    else if (kind === op.semicolon) {
      while (open.length > 0 && kinds[open.at(-1)!] !== op.openBrace && !isFor(open.at(-1)!)) close(at);
    } else if (kind === op.closeParen || kind === op.closeBracket || kind === op.closeBrace) {
      if (kind === op.closeBrace) while (open.length > 0 && kinds[open.at(-1)!] !== op.openBrace) close(at);
      const start = open.at(-1);
      if (start === undefined || closing(kinds[start]!) !== kind) partners[at] = at;
      else {
        open.pop();
        partners[start] = at;
        partners[at] = start;
      }
    }
  }
  while (open.length > 0) close(count);
  return partners;
}

function closing(kind: number): number {
  if (kind === op.openParen) return op.closeParen;
  return kind === op.openBracket ? op.closeBracket : op.closeBrace;
}
