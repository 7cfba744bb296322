/** Every access to shared memory of the workspace, by the name it was looked up with. */
import type { AccessEvent } from "../../flow/evaluate/event";
import type { LibraryView } from "../../index/libraryView";
import type { WorkspaceIndex } from "../../index/workspaceIndex";
import { isAccess } from "./sharedAccess";

export interface NamedAccess {
  readonly view: LibraryView;
  readonly event: AccessEvent;
}

/** An access whose look-up can have several names is listed under each. */
export function accessesByName(index: WorkspaceIndex): ReadonlyMap<string, readonly NamedAccess[]> {
  const byName = new Map<string, NamedAccess[]>();
  for (const view of index.interfaceLibraries) {
    for (const event of view.events) {
      if (!isAccess(event)) continue;
      for (const name of event.lookup.names ?? []) {
        const known = byName.get(name);
        if (known) known.push({ view, event });
        else byName.set(name, [{ view, event }]);
      }
    }
  }
  return byName;
}

/** A part with every index alike: `.slots[3].used` and `.slots[?].used` are `.slots[].used`. */
export function anyElement(part: string): string {
  return part.replace(/\[[^\]]*\]/gu, "[]");
}

/** One part is the other, or lies inside it. Memory as a whole is "", its first element too. */
export function overlap(a: string, b: string): boolean {
  const [one, other] = [anyElement(a).replace(/^\[\]/u, ""), anyElement(b).replace(/^\[\]/u, "")];
  return one === other || isInside(one, other) || isInside(other, one);
}

function isInside(inner: string, outer: string): boolean {
  return inner.startsWith(outer) && /^[.[]/u.test(inner.slice(outer.length));
}

/** `total` of `.total`, for messages. */
export function partName(part: string): string {
  return part.replace(/^(?:\[[^\]]*\])*\.?/u, "").replace(/\[\?\]/gu, "[]");
}
