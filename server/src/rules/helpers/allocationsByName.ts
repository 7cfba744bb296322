import type { Allocation } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";

/**
 * The allocations of several libraries by name. A name that one of them may also give to something else
 * (one alternative of several) is listed with it; names built at run time are not.
 */
export function allocationsByName(views: readonly LibraryView[]): ReadonlyMap<string, readonly Allocation[]> {
  const byName = new Map<string, Allocation[]>();
  for (const view of views) {
    for (const allocation of view.allocations) {
      for (const { text } of allocation.name.texts) {
        const known = byName.get(text);
        if (known) known.push(allocation);
        else byName.set(text, [allocation]);
      }
    }
  }
  return byName;
}
