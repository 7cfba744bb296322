/** Results of evaluations, kept from one version of a library to the next as long as nothing they looked at has changed. */
import type { FunctionRef } from "./program";

/** What an evaluation has looked at. */
export class Dependencies {
  private readonly functions = new Set<FunctionRef>();
  private readonly readings = new Map<FunctionRef, (text: string) => string>();
  /** The last offset in each file that a macro or file-level variable was taken from. */
  private readonly offsets = new Map<string, number>();
  /** Whether each file-level variable counted as constant, by name and the file that asked. */
  private readonly constants = new Map<
    string,
    { readonly name: string; readonly path: string; readonly isConstant: boolean }
  >();

  /** The result depends on what the function does, not on where it stands: sites in it move with it. */
  addFunction(fn: FunctionRef): void {
    this.functions.add(fn);
  }

  /** The result depends on what `read` makes of the text of the function, and on nothing else of it. */
  addReading(fn: FunctionRef, read: (text: string) => string): void {
    this.readings.set(fn, read);
  }

  addPlace(path: string, offset: number): void {
    this.offsets.set(path, Math.max(offset, this.offsets.get(path) ?? 0));
  }

  addGlobal(name: string, path: string, isConstant: boolean): void {
    this.constants.set(`${path}\0${name}`, { name, path, isConstant });
  }

  /** Takes over what another result depends on, of which only what it says is used, no site. */
  addJudgement(other: Dependencies): void {
    for (const fn of other.functions) this.functions.add(fn);
    for (const [fn, read] of other.readings) this.readings.set(fn, read);
    for (const [key, constant] of other.constants) this.constants.set(key, constant);
  }

  /** Nothing looked at has changed in the edit. A result without sites may have looked at macros and variables that have moved. */
  holdAfter(edit: Edit, hasSites: boolean): boolean {
    for (const fn of this.functions) if (edit.replacementOf(fn)) return false;
    for (const [fn, read] of this.readings) {
      const now = edit.replacementOf(fn);
      if (now && read(now.text) !== read(fn.text)) return false;
    }
    if (hasSites)
      for (const [path, offset] of this.offsets) if (offset > edit.unchangedUpTo(path)) return false;
    for (const { name, path, isConstant } of this.constants.values())
      if (edit.isTouched(name) && edit.isConstant(name, path) !== isConstant) return false;
    return true;
  }
}

/** What an edit has changed in a library whose shape it left alone. */
export interface Edit {
  /** The function that stands now where another stood; undefined for one that is as it was. */
  replacementOf(fn: FunctionRef): FunctionRef | undefined;
  /** The name stands in code that has changed. */
  isTouched(name: string): boolean;
  /** Now. */
  isConstant(name: string, path: string): boolean;
  /** How far a file is the same from its start. */
  unchangedUpTo(path: string): number;
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
  static carriedOver(earlier: Remembered, edit: Edit): Remembered {
    const remembered = new Remembered();
    for (const [fn, kinds] of earlier.results) {
      for (const [kind, kept] of kinds) {
        if (kept.dependencies.holdAfter(edit, kind !== summaryKind))
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
