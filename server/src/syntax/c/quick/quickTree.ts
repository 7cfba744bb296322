import type { FlatTreeBuilder } from "../lower/flatTree";
import { Kind } from "../lower/nodeKind";
import { skipSpace } from "../lower/scan";
import { readFunctionDeclarator, readSpecifiers } from "./declarations";
import { readCommaExpression, readExpression, readUnary } from "./expressions";
import { QuickReader } from "./quickReader";
import { readBlock } from "./statements";
import { P, Sym } from "./symbols";

/**
 * Parses the masked text of a function without tree-sitter, at a fraction of the price, when it is made of the plain
 * C that nearly all functions are made of: the tree is the one that tree-sitter gives. False for everything else,
 * errors above all; nothing is in `into` then.
 */
export function quickTree(masked: string, into: FlatTreeBuilder): boolean {
  // What letters and white space are beyond ASCII is not for us to say.
  if (beyondAscii.test(masked)) return false;
  reader.begin(masked);
  const root = readFunction(reader);
  if (!reader.isSure || reader.peek() !== Sym.end) return false;
  into.clear();
  reader.tree.flatten(root, into);
  // Comments around the function are no nodes, but all of the text is the root.
  into.start[0] = skipSpace(masked, 0);
  into.end[0] = masked.length;
  return true;
}

const beyondAscii = /[^\u0000-\u007f]/u;

/** Used again by every call, which reads its tree to the end before it returns. */
const reader = new QuickReader({
  expression: readExpression,
  commaExpression: readCommaExpression,
  unary: readUnary,
});

function readFunction(source: QuickReader): number {
  const node = readSpecifiers(source, Kind.function_definition);
  source.add(node, readFunctionDeclarator(source));
  source.add(node, source.peek() === P.openBrace ? readBlock(source) : source.fail());
  return source.tree.parent(Kind.translation_unit, node);
}
