import type Parser from "tree-sitter";
import { isLeaf, Kind, kindOf } from "./nodeKind";

/**
 * A syntax tree as arrays in pre-order, comments left out. Touching native nodes from JavaScript costs more
 * than parsing, so the tree is walked once with a cursor and read from here afterwards. Node 0 is the root; the
 * children of `n` are `n + 1`, `next[n + 1]`, … as long as they are below `next[n]`.
 */
export interface FlatTree {
  readonly kind: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The first node after the subtree of a node. */
  readonly next: Int32Array;
  /** `errorBelow` when the subtree holds an ERROR or MISSING node, `missing` for such a node itself. */
  readonly flags: Uint8Array;
  readonly count: number;
}

export const errorBelow = 1;
export const missing = 2;

const errorTypeId = 0xffff;

/** Kinds by the grammar's numeric type id, learned as ids turn up: the binding does not publish its table. */
const kindById: (Kind | undefined)[] = [];
const leafById: (boolean | undefined)[] = [];

export function flatten(tree: Parser.Tree): FlatTree {
  const builder = new Builder(tree);
  builder.visit();
  return builder;
}

class Builder implements FlatTree {
  kind = new Uint8Array(256);
  start = new Int32Array(256);
  end = new Int32Array(256);
  next = new Int32Array(256);
  flags = new Uint8Array(256);
  count = 0;
  private readonly cursor: Parser.TreeCursor;

  constructor(tree: Parser.Tree) {
    this.cursor = tree.walk();
  }

  /** Adds the node under the cursor with its subtree. An explicit stack: broken input can nest without bound. */
  visit(): void {
    const cursor = this.cursor;
    const open: number[] = [];
    let hasNode = true;
    while (hasNode) {
      const node = this.add(cursor);
      if (node >= 0 && !this.isLeafNode && cursor.gotoFirstChild()) {
        open.push(node);
        continue;
      }
      if (node >= 0) this.close(node, open);
      while (!(hasNode = cursor.gotoNextSibling())) {
        const closed = open.pop();
        if (closed === undefined) return;
        cursor.gotoParent();
        this.close(closed, open);
      }
    }
  }

  private isLeafNode = false;

  /** Returns the new node's index, or -1 for a comment. */
  private add(cursor: Parser.TreeCursor): number {
    const id = cursor.nodeTypeId;
    let kind: Kind;
    if (id === errorTypeId) {
      kind = Kind.ERROR;
      this.isLeafNode = false;
    } else {
      kind = kindById[id] ?? learn(id, cursor);
      this.isLeafNode = leafById[id]!;
      if (kind === Kind.comment) return -1;
    }
    const node = this.count++;
    if (node === this.kind.length) this.grow();
    this.kind[node] = kind;
    const start = cursor.startIndex;
    const end = cursor.endIndex;
    this.start[node] = start;
    this.end[node] = end;
    if (kind === Kind.ERROR) this.flags[node] = errorBelow;
    else if (start === end && cursor.nodeIsMissing) this.flags[node] = errorBelow | missing;
    return node;
  }

  private close(node: number, open: readonly number[]): void {
    this.next[node] = this.count;
    if (this.flags[node] !== 0) {
      const parent = open[open.length - 1];
      if (parent !== undefined) this.flags[parent]! |= errorBelow;
    }
  }

  private grow(): void {
    const size = this.kind.length * 4;
    this.kind = widen(this.kind, new Uint8Array(size));
    this.start = widen(this.start, new Int32Array(size));
    this.end = widen(this.end, new Int32Array(size));
    this.next = widen(this.next, new Int32Array(size));
    this.flags = widen(this.flags, new Uint8Array(size));
  }
}

function learn(id: number, cursor: Parser.TreeCursor): Kind {
  const kind = kindOf(cursor.nodeType);
  kindById[id] = kind;
  leafById[id] = isLeaf(kind) || !cursor.nodeIsNamed;
  return kind;
}

function widen<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
