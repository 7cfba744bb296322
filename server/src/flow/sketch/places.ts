/**
 * Which expressions of a function may be the same pointer: every name and path (`list->head`) has a node, and what
 * is assigned to one another shares it, whatever the order of the code.
 */

/** Stands for a field: what a pointer leads to. */
export const target = -1;

/** Where memory may come from, as bits. */
export const source = { palloc: 1, list: 2, heap: 4, other: 8 } as const;

export class Places {
  private readonly parents: number[] = [];
  private readonly fields: number[] = [];
  /** By parent and field; elements whose number is large share one. */
  private readonly known = new Map<number, number>();

  private readonly leaders: number[] = [];
  private readonly children: (Map<number, number> | undefined)[] = [];
  private readonly bits: number[] = [];
  /** Nodes of pointers that may lead into the memory of a node. */
  private readonly inner: (number[] | undefined)[] = [];
  private readonly roots = new Map<number, number>();

  /** How many paths there are; they are numbered from 0. */
  get paths(): number {
    return this.parents.length;
  }

  /** The path that is a name alone. */
  root(name: number): number {
    return this.path(-1, name);
  }

  /** A field of what a path leads to, or with a negative number (below -1) an element. */
  field(path: number, field: number): number {
    return this.path(path, field);
  }

  private path(parent: number, field: number): number {
    const key = ((parent + 1) << 14) | (Math.max(field, -1_000) + 1_000);
    let path = this.known.get(key);
    if (path === undefined) {
      path = this.parents.length;
      this.parents.push(parent);
      this.fields.push(field);
      this.known.set(key, path);
    }
    return path;
  }

  /** The last field of a path, or the name that it is. */
  fieldOf(path: number): number {
    return this.fields[path]!;
  }

  /** The name that a path begins with. */
  rootOf(path: number): number {
    let root = path;
    while (this.parents[root]! >= 0) root = this.parents[root]!;
    return this.fields[root]!;
  }

  parentOf(path: number): number {
    return this.parents[path]!;
  }

  /** The node of a path, as the assignments stand so far. */
  nodeOf(path: number): number {
    const parent = this.parents[path]!;
    const field = this.fields[path]!;
    if (parent >= 0) return this.child(this.nodeOf(parent), field);
    let node = this.roots.get(field);
    if (node === undefined) this.roots.set(field, (node = this.node()));
    return this.find(node);
  }

  /** The node of a field of what a node leads to. */
  child(node: number, field: number): number {
    const leader = this.find(node);
    const below = (this.children[leader] ??= new Map<number, number>());
    let child = below.get(field);
    if (child === undefined) below.set(field, (child = this.node()));
    return this.find(child);
  }

  /** A node that no path leads to. */
  node(): number {
    this.leaders.push(this.leaders.length);
    this.children.push(undefined);
    this.bits.push(0);
    this.inner.push(undefined);
    return this.leaders.length - 1;
  }

  find(node: number): number {
    const { leaders } = this;
    let leader = node;
    while (leaders[leader] !== leader) leader = leaders[leader]!;
    while (leaders[node] !== leader) {
      const next = leaders[node]!;
      leaders[node] = leader;
      node = next;
    }
    return leader;
  }

  /** The two may be the same pointer, and so may what is reached from them. */
  unify(one: number, other: number): void {
    const waiting = [one, other];
    while (waiting.length > 0) {
      const a = this.find(waiting.pop()!);
      const b = this.find(waiting.pop()!);
      if (a === b) continue;
      this.leaders[b] = a;
      this.bits[a]! |= this.bits[b]!;
      const inner = this.inner[b];
      if (inner) (this.inner[a] ??= []).push(...inner);
      this.inner[b] = undefined;
      const moved = this.children[b];
      this.children[b] = undefined;
      const kept = this.children[a];
      if (!kept) this.children[a] = moved;
      else
        for (const [field, child] of moved ?? []) {
          const known = kept.get(field);
          if (known === undefined) kept.set(field, child);
          else waiting.push(known, child);
        }
    }
  }

  addSources(node: number, bits: number): void {
    this.bits[this.find(node)]! |= bits;
  }

  sourcesOf(node: number): number {
    return this.bits[this.find(node)]!;
  }

  /** A pointer may lead into the memory of a node: it ends with it. */
  contain(node: number, pointer: number): void {
    const leader = this.find(node);
    (this.inner[leader] ??= []).push(pointer);
  }

  /** The node with all whose memory is inside its own. */
  withInside(node: number): ReadonlySet<number> {
    const found = new Set([this.find(node)]);
    for (const next of found) for (const pointer of this.inner[next] ?? []) found.add(this.find(pointer));
    return found;
  }
}
