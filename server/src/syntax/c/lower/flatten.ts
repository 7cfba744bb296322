import type Parser from "tree-sitter";
import { errorBelow, FlatTreeBuilder, missing, nodeTypeAt, type FlatTree } from "./flatTree";
import { flattenSound } from "./flattenSound";
import { Kind } from "./nodeKind";

/** Reads a tree into arrays, those of `into` if given. `text` is what was parsed. */
export function flatten(tree: Parser.Tree, text: string, into = new FlatTreeBuilder()): FlatTree {
  into.clear();
  return !tree.rootNode.hasError && flattenSound(tree, text, into) ? into : flattenAny(tree, into);
}

/** Reads any tree, asking the cursor for every offset. */
export function flattenAny(tree: Parser.Tree, builder = new FlatTreeBuilder()): FlatTree {
  builder.clear();
  const cursor = tree.walk();
  // An explicit stack: broken input can nest without bound.
  const open: number[] = [];
  for (;;) {
    const { kind, isLeaf } = nodeTypeAt(cursor);
    if (kind !== Kind.comment) {
      const node = add(builder, cursor, kind);
      if (!isLeaf && cursor.gotoFirstChild()) {
        open.push(node);
        continue;
      }
      markParent(builder, node, open);
    }
    while (!cursor.gotoNextSibling()) {
      const closed = open.pop();
      if (closed === undefined) return builder;
      cursor.gotoParent();
      builder.next[closed] = builder.count;
      markParent(builder, closed, open);
    }
  }
}

function add(builder: FlatTreeBuilder, cursor: Parser.TreeCursor, kind: Kind): number {
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  const node = builder.add(kind, start, end);
  if (kind === Kind.ERROR) builder.flags[node] = errorBelow;
  else if (start === end && cursor.nodeIsMissing) builder.flags[node] = errorBelow | missing;
  return node;
}

function markParent(builder: FlatTreeBuilder, node: number, open: readonly number[]): void {
  if (builder.flags[node] === 0) return;
  const parent = open[open.length - 1];
  if (parent !== undefined) builder.flags[parent]! |= errorBelow;
}
