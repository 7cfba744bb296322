/** Results of evaluations, kept from one version of a library to the next as long as nothing they looked at has changed. */
import { DependencyIndex } from "./dependencyIndex";
import type { FunctionRef } from "./program";

/** What an evaluation has looked at. */
export class Dependencies {
  private readonly looked = new Set<FunctionRef>();
  private readonly readings = new Map<FunctionRef, (text: string) => string>();
  /** The last offset in each file that a macro or file-level variable was taken from. */
  private readonly offsets = new Map<string, number>();
  /** Whether each file-level variable counted as constant, by name and the file that asked. */
  private readonly constants = new Map<
    string,
    { readonly name: string; readonly path: string; readonly isConstant: boolean }
  >();

  /** The functions that were looked at in any way. */
  get functions(): Iterable<FunctionRef> {
    return this.readings.size === 0 ? this.looked : [...this.looked, ...this.readings.keys()];
  }

  /** The files in which places count. */
  get paths(): Iterable<string> {
    return this.offsets.keys();
  }

  /** The file-level variables. */
  get names(): Iterable<string> {
    return Array.from(this.constants.values(), ({ name }) => name);
  }

  /** The result depends on what the function does, not on where it stands: sites in it move with it. */
  addFunction(fn: FunctionRef): void {
    this.looked.add(fn);
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
    for (const fn of other.looked) this.looked.add(fn);
    for (const [fn, read] of other.readings) this.readings.set(fn, read);
    for (const [key, constant] of other.constants) this.constants.set(key, constant);
  }

  /** The same for the version behind an edit after which they hold: a function whose reading is as it was may be another one now. */
  after(edit: Edit): Dependencies {
    const moved = [...this.readings.keys()].filter((fn) => edit.replacementOf(fn));
    if (moved.length === 0) return this;
    const after = new Dependencies();
    after.addJudgement(this);
    for (const [path, offset] of this.offsets) after.offsets.set(path, offset);
    for (const fn of moved) {
      after.readings.set(edit.replacementOf(fn)!, this.readings.get(fn)!);
      after.readings.delete(fn);
    }
    return after;
  }

  /** Nothing looked at has changed in the edit. A result without sites may have looked at macros and variables that have moved. */
  holdAfter(edit: Edit, hasSites: boolean): boolean {
    for (const fn of this.looked) if (edit.replacementOf(fn)) return false;
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
  /** Functions that others stand in the place of now. */
  readonly replaced: Iterable<FunctionRef>;
  /** The function that stands now where another stood; undefined for one that is as it was. */
  replacementOf(fn: FunctionRef): FunctionRef | undefined;
  /** Paths of the files that are others now. */
  readonly changedPaths: Iterable<string>;
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

/** A result with its place. */
export interface Entry extends Kept {
  readonly fn: FunctionRef;
  readonly kind: string;
}

/** The kind of result that holds no sites. */
export const summaryKind = "summary";

/** Results by function and kind of evaluation. */
export class Remembered {
  private readonly results: Map<FunctionRef, Map<string, Entry>>;
  /** The functions whose results are not shared with another version. */
  private readonly own = new Set<FunctionRef>();
  private readonly lost = new Set<FunctionRef>();
  /** Of all results but those in `fresh`; it moves on to the next version. */
  private index: DependencyIndex | undefined;
  private fresh: Entry[] = [];

  private constructor(earlier?: Remembered) {
    this.results = new Map(earlier?.results);
  }

  static empty(): Remembered {
    return new Remembered();
  }

  /** The results of an earlier version of the library that still hold. Costs what the edit has touched, and the copy of a list. */
  static carriedOver(earlier: Remembered, edit: Edit): Remembered {
    const index = earlier.giveIndex();
    const remembered = new Remembered(earlier);
    remembered.index = index;
    for (const { fn, kind, result, dependencies } of index.touchedBy(edit)) {
      if (!dependencies.holdAfter(edit, kind !== summaryKind)) {
        remembered.drop(fn, kind);
        continue;
      }
      const after = dependencies.after(edit);
      if (after !== dependencies) remembered.set(fn, kind, result, after);
    }
    return remembered;
  }

  /** Functions of which the edit that led to this version has made some result invalid. */
  get changed(): ReadonlySet<FunctionRef> {
    return this.lost;
  }

  get(fn: FunctionRef, kind: string): Kept | undefined {
    return this.results.get(fn)?.get(kind);
  }

  set(fn: FunctionRef, kind: string, result: unknown, dependencies: Dependencies): void {
    const entry: Entry = { fn, kind, result, dependencies };
    const kinds = this.kindsOf(fn);
    const before = kinds.get(kind);
    if (before) this.index?.remove(before);
    kinds.set(kind, entry);
    this.fresh.push(entry);
  }

  private drop(fn: FunctionRef, kind: string): void {
    this.lost.add(fn);
    const kinds = this.kindsOf(fn);
    const entry = kinds.get(kind);
    if (entry) this.index?.remove(entry);
    kinds.delete(kind);
    if (kinds.size === 0) this.results.delete(fn);
  }

  /** To be changed: a copy where another version has the same. */
  private kindsOf(fn: FunctionRef): Map<string, Entry> {
    const known = this.results.get(fn);
    if (known && this.own.has(fn)) return known;
    const kinds = new Map(known);
    this.own.add(fn);
    this.results.set(fn, kinds);
    return kinds;
  }

  /** The index of all results, for the next version. It is made anew when this version has given it away before. */
  private giveIndex(): DependencyIndex {
    const index = this.index ?? new DependencyIndex();
    const missing = this.index
      ? this.fresh
      : [...this.results.values()].flatMap((kinds) => [...kinds.values()]);
    this.index = undefined;
    this.own.clear();
    // A result may be set again while it is found, and depends on more then.
    for (const entry of missing) if (this.get(entry.fn, entry.kind) === entry) index.add(entry);
    return index;
  }
}
