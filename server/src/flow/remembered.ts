/** Results of evaluations, kept from one version of a library to the next as long as nothing they looked at has changed. */
import type { FunctionRef, Program } from "./program";

/** What an evaluation has looked at. */
export class Dependencies {
  /** Functions entered or judged, with the place they had. */
  private readonly functions = new Map<FunctionRef, number>();
  /** The last offset in each file that a macro or file-level variable was taken from. */
  private readonly offsets = new Map<string, number>();
  /** Whether each file-level variable counted as constant, by name and the file that asked. */
  private readonly constants = new Map<string, { readonly name: string; readonly path: string; readonly isConstant: boolean }>();

  addFunction(fn: FunctionRef): void {
    this.functions.set(fn, fn.base);
  }

  addPlace(path: string, offset: number): void {
    this.offsets.set(path, Math.max(offset, this.offsets.get(path) ?? 0));
  }

  addGlobal(name: string, path: string, isConstant: boolean): void {
    this.constants.set(`${path}\0${name}`, { name, path, isConstant });
  }

  addAll(other: Dependencies): void {
    for (const [fn, base] of other.functions) this.functions.set(fn, base);
    for (const [path, offset] of other.offsets) this.addPlace(path, offset);
    for (const [key, constant] of other.constants) this.constants.set(key, constant);
  }

  /** Nothing looked at has changed between the library that was evaluated and `program`. */
  holdIn(program: Program, unchangedUpTo: (path: string) => number): boolean {
    for (const [fn, base] of this.functions) if (!program.isCurrent(fn) || fn.base !== base) return false;
    for (const [path, offset] of this.offsets) if (offset > unchangedUpTo(path)) return false;
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

/** Results by function and kind of evaluation. */
export class Remembered {
  private readonly results = new Map<FunctionRef, Map<string, Kept>>();

  /** The results of an earlier version of the library that still hold. */
  static carriedOver(earlier: Remembered, program: Program, unchangedUpTo: (path: string) => number): Remembered {
    const remembered = new Remembered();
    for (const [fn, kinds] of earlier.results) {
      for (const [kind, kept] of kinds) {
        if (kept.dependencies.holdIn(program, unchangedUpTo)) remembered.set(fn, kind, kept.result, kept.dependencies);
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
