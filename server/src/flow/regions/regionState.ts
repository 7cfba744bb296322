import type { ValueTable } from "./valueTable";
import { unknownValue } from "./valueTable";

/** The life of a block. A positive number is the call that ended it. */
export const unborn = -2;
export const perhapsEnded = -1;
export const alive = 0;

/** A connection of SPI that this function opened. */
export interface Connection {
  /** The procedure context. */
  readonly region: number;
  /** The context that was current before. */
  readonly saved: number;
  readonly call: number;
}

/** What is known at one point of a function. Arrays are indexed by place and by block. */
export class RegionState {
  constructor(
    /** Plain arrays of small numbers: to copy one costs a tenth of what a typed array costs. */
    readonly values: number[],
    readonly lives: number[],
    /** The block in which each lives, 0 when unknown. */
    readonly parents: number[],
    /** The current context, 0 when unknown. */
    public current: number,
    /** The call that switched to it, 0 at entry. */
    public switchedBy: number,
    /** Connections opened here, the innermost last; undefined when that is in doubt. */
    public connections: readonly Connection[] | undefined,
    /** The last `SPI_finish`, 0 when there was none, -1 in doubt. */
    public finishedBy: number,
    /** The last query whose result is in `SPI_tuptable`, 0 when none or in doubt. */
    public queriedBy: number,
    /** How many connections of the caller were closed, -1 in doubt. */
    public closedOuter: number,
    /** The last call passed on every way that may not have come back: where it is a later one on one way, control may never get here by that. */
    public doubtedBy: number,
  ) {}

  clone(): RegionState {
    return new RegionState(
      this.values.slice(),
      this.lives.slice(),
      this.parents.slice(),
      this.current,
      this.switchedBy,
      this.connections,
      this.finishedBy,
      this.queriedBy,
      this.closedOuter,
      this.doubtedBy,
    );
  }

  /** Keeps what holds in both; true when that is less than before. */
  joinWith(other: RegionState, table: ValueTable): boolean {
    let changed = joinValues(this.values, other.values, table);
    changed = this.joinBlocks(other) || changed;
    if (this.current !== other.current && this.current !== 0) {
      this.current = 0;
      changed = true;
    }
    if (this.switchedBy !== other.switchedBy && this.switchedBy !== 0) {
      this.switchedBy = 0;
      changed = true;
    }
    if (this.connections && !sameConnections(this.connections, other.connections)) {
      this.connections = undefined;
      changed = true;
    }
    if (this.finishedBy !== other.finishedBy && this.finishedBy !== -1) {
      this.finishedBy = -1;
      changed = true;
    }
    if (this.queriedBy !== other.queriedBy && this.queriedBy !== 0) {
      this.queriedBy = 0;
      changed = true;
    }
    if (this.doubtedBy > other.doubtedBy) {
      this.doubtedBy = other.doubtedBy;
      changed = true;
    }
    if (this.closedOuter !== other.closedOuter && this.closedOuter !== -1) {
      this.closedOuter = -1;
      changed = true;
    }
    return changed;
  }

  private joinBlocks(other: RegionState): boolean {
    const { lives, parents } = this;
    let changed = false;
    for (let block = 0; block < lives.length; block++) {
      const mine = lives[block]!;
      const its = other.lives[block]!;
      if (its === unborn) continue;
      if (mine === unborn) {
        lives[block] = its;
        parents[block] = other.parents[block]!;
        changed = true;
        continue;
      }
      if (parents[block] !== other.parents[block] && parents[block] !== 0) {
        parents[block] = 0;
        changed = true;
      }
      const joined = joinLives(mine, its);
      if (joined !== mine) {
        lives[block] = joined;
        changed = true;
      }
    }
    return changed;
  }
}

function joinValues(mine: number[], its: number[], table: ValueTable): boolean {
  let changed = false;
  for (let slot = 0; slot < mine.length; slot++) {
    const value = mine[slot]!;
    if (value === unknownValue || value === its[slot]) continue;
    const joined = table.join(value, its[slot]!);
    if (joined === value) continue;
    mine[slot] = joined;
    changed = true;
  }
  return changed;
}

/** Ended here or ended there is ended, whichever call is named. */
function joinLives(a: number, b: number): number {
  if (a === b) return a;
  return a > 0 && b > 0 ? Math.min(a, b) : perhapsEnded;
}

function sameConnections(a: readonly Connection[], b: readonly Connection[] | undefined): boolean {
  if (a === b) return true;
  return (
    b?.length === a.length && a.every((one, i) => one.region === b[i]!.region && one.saved === b[i]!.saved)
  );
}
