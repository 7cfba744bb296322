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

/** Sizes in nodes. */
const smallest = 256;
const largestKept = 1 << 18;

/** A flat tree while it is filled. */
export class FlatTreeBuilder implements FlatTree {
  kind = new Uint8Array(smallest);
  start = new Int32Array(smallest);
  end = new Int32Array(smallest);
  next = new Int32Array(smallest);
  flags = new Uint8Array(smallest);
  count = 0;

  /** Empties the tree, which keeps its memory unless that is excessive. */
  clear(): void {
    if (this.kind.length > largestKept) this.allocate(smallest);
    else this.flags.fill(0, 0, this.count);
    this.count = 0;
  }

  /** Adds a node whose subtree is itself alone until `next` says otherwise. */
  add(kind: Kind, start: number, end: number): number {
    const node = this.count++;
    if (node === this.kind.length) this.grow();
    this.kind[node] = kind;
    this.start[node] = start;
    this.end[node] = end;
    this.next[node] = node + 1;
    return node;
  }

  private allocate(size: number): void {
    this.kind = new Uint8Array(size);
    this.start = new Int32Array(size);
    this.end = new Int32Array(size);
    this.next = new Int32Array(size);
    this.flags = new Uint8Array(size);
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

/** What the grammar's numeric type id stands for. */
export interface NodeType {
  readonly kind: Kind;
  /** Lowering does not look below such a node. */
  readonly isLeaf: boolean;
  /** The width of punctuation and keywords; 0 when the text decides. */
  readonly width: number;
}

const errorTypeId = 0xffff;
const errorType: NodeType = { kind: Kind.ERROR, isLeaf: false, width: 0 };

/** By type id, learned as ids turn up: the binding does not publish its table. */
const nodeTypes: (NodeType | undefined)[] = [];

export function nodeTypeAt(cursor: Parser.TreeCursor): NodeType {
  const id = cursor.nodeTypeId;
  return id === errorTypeId ? errorType : (nodeTypes[id] ?? learn(id, cursor));
}

function learn(id: number, cursor: Parser.TreeCursor): NodeType {
  const name = cursor.nodeType;
  const kind = kindOf(name);
  const isToken = !cursor.nodeIsNamed;
  // The `#if` tokens may hold white space and newline tokens are no text to speak of.
  const width = isToken && !/[#\s]/.test(name) ? name.length : 0;
  return (nodeTypes[id] = { kind, isLeaf: isToken || isLeaf(kind), width });
}

function widen<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
