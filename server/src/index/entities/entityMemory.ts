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
 * table makes a round over all parts; what a whole round does not ask for is forgotten at its end.
 */
export class EntityMemory {
  private readonly kept = new Map<string, Kept<unknown>>();
  private readonly asked = new Set<string>();
  private misses = 0;

  /** How often something had to be found anew. */
  get searches(): number {
    return this.misses;
  }

  beginRound(): void {
    this.asked.clear();
  }

  /** All parts have been asked for. A round that an edit interrupts has no end, and nothing is forgotten. */
  endRound(): void {
    for (const name of this.kept.keys()) if (!this.asked.has(name)) this.kept.delete(name);
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
    const known = this.kept.get(name) as Kept<LibraryProgram> | undefined;
    const isKept = known !== undefined && known.basis[0] === basis && isCurrent(known.result);
    if (!isKept) this.misses++;
    const result = isKept ? known.result : create(known?.result);
    this.asked.add(name);
    this.kept.set(name, { basis: [basis], result });
    return result;
  }

  private remember<T>(name: string, basis: readonly unknown[], make: () => T): T {
    const known = this.kept.get(name) as Kept<T> | undefined;
    const isKept = known !== undefined && sameList<unknown>(known.basis, basis, (a, b) => a === b);
    if (!isKept) this.misses++;
    const kept = isKept ? known : { basis, result: make() };
    this.asked.add(name);
    this.kept.set(name, kept);
    return kept.result;
  }
}
