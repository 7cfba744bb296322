import type { Allocation } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";

export interface LibraryAllocation {
  readonly view: LibraryView;
  readonly allocation: Allocation;
}

/**
 * The allocations of several libraries by name. A name that one of them may also give to something else
 * (one alternative of several) is listed with it; names built at run time are not.
 */
export function allocationsByName(
  views: readonly LibraryView[],
): ReadonlyMap<string, readonly LibraryAllocation[]> {
  const byName = new Map<string, LibraryAllocation[]>();
  for (const view of views) {
    for (const allocation of view.allocations) {
      for (const { text } of allocation.name.texts) {
        const known = byName.get(text);
        if (known) known.push({ view, allocation });
        else byName.set(text, [{ view, allocation }]);
      }
    }
  }
  return byName;
}
