import type { FlatTreeBuilder } from "../lower/flatTree";
import type { Kind } from "../lower/nodeKind";

/** Sizes in nodes. */
const smallest = 1 << 12;
const largestKept = 1 << 18;

/**
 * A syntax tree that grows from its leaves: a node may get a parent long after it was made, as `a` does in `a + b`.
 * Nodes are numbers; 0 is none.
 */
export class LinkedTree {
  kind = new Uint8Array(smallest);
  start = new Int32Array(smallest);
  end = new Int32Array(smallest);
  private first = new Int32Array(smallest);
  private last = new Int32Array(smallest);
  private sibling = new Int32Array(smallest);
  private count = 1;

  /** Empties the tree, which keeps its memory unless that is excessive. */
  clear(): void {
    this.count = 1;
    if (this.kind.length > largestKept) this.resize(smallest);
  }

  leaf(kind: Kind, start: number, end: number): number {
    const node = this.count++;
    if (node === this.kind.length) this.grow();
    this.kind[node] = kind;
    this.start[node] = start;
    this.end[node] = end;
    this.first[node] = 0;
    this.last[node] = 0;
    this.sibling[node] = 0;
    return node;
  }

  /** A node that begins with its first child. */
  parent(kind: Kind, child: number): number {
    const node = this.leaf(kind, this.start[child]!, this.end[child]!);
    this.first[node] = child;
    this.last[node] = child;
    return node;
  }

  /** Adds a child behind the others; the node ends where it ends. */
  append(node: number, child: number): void {
    this.sibling[this.last[node]!] = child;
    this.last[node] = child;
    this.end[node] = this.end[child]!;
  }

  firstChild(node: number): number {
    return this.first[node]!;
  }

  secondChild(node: number): number {
    return this.sibling[this.first[node]!]!;
  }

  /** Writes the tree below `root` in pre-order. */
  flatten(root: number, into: FlatTreeBuilder): void {
    const { kind, start, end, first, sibling } = this;
    const open: number[] = [];
    const places: number[] = [];
    for (let node = root; ;) {
      const place = into.add(kind[node]!, start[node]!, end[node]!);
      if (first[node] !== 0) {
        open.push(node);
        places.push(place);
        node = first[node]!;
        continue;
      }
      while (node !== root && sibling[node] === 0) {
        node = open.pop()!;
        into.next[places.pop()!] = into.count;
      }
      if (node === root) return;
      node = sibling[node]!;
    }
  }

  private grow(): void {
    this.resize(this.kind.length * 2);
  }

  private resize(size: number): void {
    const kinds = new Uint8Array(size);
    kinds.set(this.kind.subarray(0, size));
    this.kind = kinds;
    this.start = resized(this.start, size);
    this.end = resized(this.end, size);
    this.first = resized(this.first, size);
    this.last = resized(this.last, size);
    this.sibling = resized(this.sibling, size);
  }
}

function resized(from: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(size);
  to.set(from.subarray(0, size));
  return to;
}
