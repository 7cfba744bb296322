/** What a place may hold, as small numbers: equal values have equal numbers, so that states are arrays of them. */
export interface Value {
  /** Blocks it may point to, ascending. */
  readonly blocks: readonly number[];
  readonly mayBeNull: boolean;
  /** A number or the name of a constant, when it is certainly that. */
  readonly constant: number | string | undefined;
}

export const unknownValue = 0;
export const nullValue = 1;
/** Nothing has been put there yet: who reads it is wrong anyway, so that it joins as if that way did not exist. */
export const unsetValue = 2;
/** More than these are not followed. */
const maxBlocks = 4;

export class ValueTable {
  private readonly all: Value[] = [
    { blocks: [], mayBeNull: true, constant: undefined },
    { blocks: [], mayBeNull: true, constant: undefined },
    { blocks: [], mayBeNull: true, constant: undefined },
  ];
  private readonly sets = new Map<string, number>();
  private readonly constants = new Map<number | string, number>();
  /** Of pointers to one block, by block. */
  private readonly pointers: (number | undefined)[] = [];
  private readonly joins = new Map<number, number>();

  get(id: number): Value {
    return this.all[id]!;
  }

  constant(constant: number | string): number {
    let id = this.constants.get(constant);
    if (id === undefined) {
      id = this.add({ blocks: [], mayBeNull: false, constant });
      this.constants.set(constant, id);
    }
    return id;
  }

  pointer(block: number): number {
    let id = this.pointers[block];
    if (id === undefined) {
      id = this.add({ blocks: [block], mayBeNull: false, constant: undefined });
      this.pointers[block] = id;
    }
    return id;
  }

  of(blocks: readonly number[], mayBeNull: boolean): number {
    if (blocks.length === 0) return mayBeNull ? nullValue : unknownValue;
    if (blocks.length > maxBlocks) return unknownValue;
    if (blocks.length === 1 && !mayBeNull) return this.pointer(blocks[0]!);
    const key = `${mayBeNull ? "?" : ""}${blocks.join(",")}`;
    let id = this.sets.get(key);
    if (id === undefined) {
      id = this.add({ blocks, mayBeNull, constant: undefined });
      this.sets.set(key, id);
    }
    return id;
  }

  /** What may be one or the other. */
  join(a: number, b: number): number {
    if (a === b) return a;
    if (a === unknownValue || b === unknownValue) return unknownValue;
    if (a === unsetValue) return b;
    if (b === unsetValue) return a;
    const key = a < b ? a * 65_536 + b : b * 65_536 + a;
    let joined = this.joins.get(key);
    if (joined === undefined) {
      joined = this.union(this.get(a), this.get(b));
      this.joins.set(key, joined);
    }
    return joined;
  }

  private union(a: Value, b: Value): number {
    if (a.constant !== undefined || b.constant !== undefined) return unknownValue;
    const blocks = [...new Set([...a.blocks, ...b.blocks])].sort((x, y) => x - y);
    return this.of(blocks, a.mayBeNull || b.mayBeNull);
  }

  private add(value: Value): number {
    this.all.push(value);
    return this.all.length - 1;
  }
}
