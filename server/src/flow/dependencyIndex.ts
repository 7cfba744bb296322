import type { FunctionRef } from "./program";
import type { Edit, Entry } from "./remembered";

/**
 * Which results depend on a function, a file or a name, so that an edit looks at those alone. What a result depends on
 * does not grow any more once it is in here.
 */
export class DependencyIndex {
  private readonly byFunction = new Map<FunctionRef, Set<Entry>>();
  private readonly byPath = new Map<string, Set<Entry>>();
  private readonly byName = new Map<string, Set<Entry>>();

  add(entry: Entry): void {
    const { functions, paths, names } = entry.dependencies;
    for (const fn of functions) setOf(this.byFunction, fn).add(entry);
    for (const path of paths) setOf(this.byPath, path).add(entry);
    for (const name of names) setOf(this.byName, name).add(entry);
  }

  remove(entry: Entry): void {
    const { functions, paths, names } = entry.dependencies;
    for (const fn of functions) takeFrom(this.byFunction, fn, entry);
    for (const path of paths) takeFrom(this.byPath, path, entry);
    for (const name of names) takeFrom(this.byName, name, entry);
  }

  /** The results that the edit may have made invalid. */
  touchedBy(edit: Edit): ReadonlySet<Entry> {
    const touched = new Set<Entry>();
    const addAll = (some: Iterable<Entry> = []): void => {
      for (const entry of some) touched.add(entry);
    };
    for (const fn of edit.replaced) addAll(this.byFunction.get(fn));
    for (const path of edit.changedPaths) addAll(this.byPath.get(path));
    for (const [name, some] of this.byName) if (edit.isTouched(name)) addAll(some);
    return touched;
  }
}

function setOf<K>(sets: Map<K, Set<Entry>>, key: K): Set<Entry> {
  let set = sets.get(key);
  if (!set) sets.set(key, (set = new Set()));
  return set;
}

function takeFrom<K>(sets: Map<K, Set<Entry>>, key: K, entry: Entry): void {
  const set = sets.get(key);
  set?.delete(entry);
  if (set?.size === 0) sets.delete(key);
}
