import { sameList } from "../../base/sameList";
import type { LibraryProgram } from "../libraryProgram";
import { OccurrenceCollection } from "./occurrenceCollection";

interface Kept<T> {
  /** What the result was made of: it holds as long as these are the same objects. */
  readonly basis: readonly unknown[];
  readonly result: T;
}

/**
 * What the tables of entities of one workspace hand on to each other: the parts that no edit has touched. Each
 * table begins a round; what a round does not ask for is forgotten at the end of the next.
 */
export class EntityMemory {
  private earlier = new Map<string, Kept<unknown>>();
  private current = new Map<string, Kept<unknown>>();

  beginRound(): void {
    // A round that was never asked anything must not forget what the one before it knew.
    if (this.current.size === 0) return;
    this.earlier = this.current;
    this.current = new Map();
  }

  /** The occurrences that `collect` finds, found again only when something of `basis` is another object than before. */
  part(
    name: string,
    basis: readonly unknown[],
    collect: (into: OccurrenceCollection) => void,
  ): OccurrenceCollection {
    return this.remember(`part ${name}`, basis, () => {
      const collection = new OccurrenceCollection();
      collect(collection);
      return collection;
    });
  }

  /** The program of a library: the same one as long as its files are the same. */
  program(
    id: string,
    basis: unknown,
    isCurrent: (program: LibraryProgram) => boolean,
    create: (earlier: LibraryProgram | undefined) => LibraryProgram,
  ): LibraryProgram {
    const name = `program ${id}`;
    const known = (this.current.get(name) ?? this.earlier.get(name)) as Kept<LibraryProgram> | undefined;
    const isKept = known !== undefined && known.basis[0] === basis && isCurrent(known.result);
    const result = isKept ? known.result : create(known?.result);
    this.current.set(name, { basis: [basis], result });
    return result;
  }

  private remember<T>(name: string, basis: readonly unknown[], make: () => T): T {
    const known = (this.current.get(name) ?? this.earlier.get(name)) as Kept<T> | undefined;
    const kept = known && sameList(known.basis, basis, (a, b) => a === b) ? known : { basis, result: make() };
    this.current.set(name, kept);
    return kept.result;
  }
}
