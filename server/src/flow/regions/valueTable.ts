/** What a place may hold, as small numbers: equal values have equal numbers, so that states are arrays of them. */
export interface Value {
  /** Blocks it may point to, ascending. */
  readonly blocks: readonly number[];
  readonly mayBeNull: boolean;
  /** A number or the name of a constant, when it is certainly that. */
  readonly constant?: number | string;
}

export const unknownValue = 0;
export const nullValue = 1;
/** Nothing has been put there yet: who reads it is wrong anyway, so that it joins as if that way did not exist. */
export const unsetValue = 2;
/** More than these are not followed. */
const maxBlocks = 4;

export class ValueTable {
  private readonly all: Value[] = [
    { blocks: [], mayBeNull: true },
    { blocks: [], mayBeNull: true },
    { blocks: [], mayBeNull: true },
  ];
  private readonly numbers = new Map<string, number>();
  private readonly joins = new Map<number, number>();

  get(id: number): Value {
    return this.all[id]!;
  }

  constant(constant: number | string): number {
    return this.intern(`=${typeof constant === "number" ? "" : "#"}${constant}`, {
      blocks: [],
      mayBeNull: false,
      constant,
    });
  }

  pointer(block: number): number {
    return this.of([block], false);
  }

  of(blocks: readonly number[], mayBeNull: boolean): number {
    if (blocks.length === 0) return mayBeNull ? nullValue : unknownValue;
    if (blocks.length > maxBlocks) return unknownValue;
    return this.intern(`${mayBeNull ? "?" : ""}${blocks.join(",")}`, { blocks, mayBeNull });
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

  private intern(key: string, value: Value): number {
    let id = this.numbers.get(key);
    if (id === undefined) {
      id = this.all.length;
      this.all.push(value);
      this.numbers.set(key, id);
    }
    return id;
  }
}
