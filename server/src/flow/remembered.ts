/** Results of evaluations, kept from one version of a library to the next as long as nothing they looked at has changed. */
import type { FunctionRef, Program } from "./program";

/** What an evaluation has looked at. */
export class Dependencies {
  /** Functions looked at, with the place they had where the result holds sites in them. */
  private readonly functions = new Map<FunctionRef, number | undefined>();
  /** The last offset in each file that a macro or file-level variable was taken from. */
  private readonly offsets = new Map<string, number>();
  /** Whether each file-level variable counted as constant, by name and the file that asked. */
  private readonly constants = new Map<
    string,
    { readonly name: string; readonly path: string; readonly isConstant: boolean }
  >();

  /** The result holds sites in the function. */
  addEntered(fn: FunctionRef): void {
    this.functions.set(fn, fn.base);
  }

  /** The result depends on what the function does, not on where it stands. */
  addJudged(fn: FunctionRef): void {
    if (!this.functions.has(fn)) this.functions.set(fn, undefined);
  }

  addPlace(path: string, offset: number): void {
    this.offsets.set(path, Math.max(offset, this.offsets.get(path) ?? 0));
  }

  addGlobal(name: string, path: string, isConstant: boolean): void {
    this.constants.set(`${path}\0${name}`, { name, path, isConstant });
  }

  /** Takes over what another result depends on, of which only what it says is used, no site. */
  addJudgement(other: Dependencies): void {
    for (const fn of other.functions.keys()) this.addJudged(fn);
    for (const [key, constant] of other.constants) this.constants.set(key, constant);
  }

  /** Nothing looked at has changed between the library that was evaluated and `program`. A result without sites may move. */
  holdIn(program: Program, unchangedUpTo: (path: string) => number, hasSites: boolean): boolean {
    for (const [fn, base] of this.functions) {
      if (!program.isCurrent(fn) || (hasSites && base !== undefined && fn.base !== base)) return false;
    }
    if (hasSites) for (const [path, offset] of this.offsets) if (offset > unchangedUpTo(path)) return false;
    for (const { name, path, isConstant } of this.constants.values()) {
      if ((program.findGlobal(name, path)?.isConstant ?? false) !== isConstant) return false;
    }
    return true;
  }
}

interface Kept {
  readonly result: unknown;
  readonly dependencies: Dependencies;
}

/** The kind of result that holds no sites. */
export const summaryKind = "summary";

/** Results by function and kind of evaluation. */
export class Remembered {
  private readonly results = new Map<FunctionRef, Map<string, Kept>>();

  /** The results of an earlier version of the library that still hold. */
  static carriedOver(
    earlier: Remembered,
    program: Program,
    unchangedUpTo: (path: string) => number,
  ): Remembered {
    const remembered = new Remembered();
    for (const [fn, kinds] of earlier.results) {
      for (const [kind, kept] of kinds) {
        const hasSites = kind !== summaryKind;
        if (kept.dependencies.holdIn(program, unchangedUpTo, hasSites))
          remembered.set(fn, kind, kept.result, kept.dependencies);
      }
    }
    return remembered;
  }

  get(fn: FunctionRef, kind: string): Kept | undefined {
    return this.results.get(fn)?.get(kind);
  }

  set(fn: FunctionRef, kind: string, result: unknown, dependencies: Dependencies): void {
    const kinds = this.results.get(fn) ?? new Map<string, Kept>();
    kinds.set(kind, { result, dependencies });
    this.results.set(fn, kinds);
  }
}
