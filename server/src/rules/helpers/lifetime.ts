/** Whether memory that the loader keeps a pointer to lives long enough. */
import type { RelatedPlace } from "../../base/finding";
import { isCertainlyKept } from "../../flow/evaluate/allocationMarks";
import type { CallEvent } from "../../flow/evaluate/event";
import { alternatives, type MemoryValue, type Value } from "../../flow/evaluate/value";
import type { LibraryView } from "../../index/libraryView";
import { freeingFunctions } from "../../pg/memoryRelease";

export interface ShortLife {
  /** Completes "the loader keeps a pointer to …". */
  readonly what: string;
  readonly related: readonly RelatedPlace[];
}

/** Why what `pointer` points to is gone when the loader uses it, if that is certain on some path. */
export function shortLifeOf(view: LibraryView, allocation: CallEvent, pointer: Value): ShortLife | undefined {
  if (!isGivenHandle(allocation)) return undefined;
  for (const one of alternatives(pointer)) {
    if (one.kind === "address" && one.location.storage === "automatic") {
      const { name } = one.location;
      const what = name === "the compound literal" ? name : `\`${name}\``;
      return { what: `${what}, which lives on the stack only until its function returns`, related: [] };
    }
  }
  if (pointer.kind !== "memory") return undefined;
  const release = releaseOf(view, allocation, pointer);
  if (!release) return undefined;
  const verb =
    release.callee === "pfree" || release.callee === "free" ? "is freed" : `goes with ${release.callee}`;
  return {
    what: `memory of ${pointer.allocator} that ${verb} afterwards`,
    related: [{ site: release.site, message: "freed here" }],
  };
}

/** Outside `_Dynpgext_init` and what it hands its handle to, the loader does nothing and keeps nothing. */
function isGivenHandle({ root }: CallEvent): boolean {
  return root.definition.parameters.some(({ type }) => /^(?:struct )?dynpgext_handle$/u.test(type.base));
}

/** The call after the allocation, on every path to which the loader keeps the pointer, that gives the memory back. */
function releaseOf(view: LibraryView, allocation: CallEvent, memory: MemoryValue): CallEvent | undefined {
  const calls = view.events.filter(
    (event): event is CallEvent =>
      event.kind === "call" && event.root === allocation.root && freeingFunctions.has(event.callee),
  );
  return calls.find((event) => {
    const freed = event.args[0];
    if (freed?.kind !== "memory" || !isCertainlyKept(event.state, memory)) return false;
    const what = freeingFunctions.get(event.callee)!;
    if (what === "memory") return freed.id === memory.id;
    const owners = ownersOf(view, memory);
    return (what === "children" ? owners.slice(1) : owners).includes(freed.id);
  });
}

/** Ids of the memory contexts that the memory belongs to, innermost first. */
function ownersOf(view: LibraryView, memory: MemoryValue): readonly string[] {
  const parents = new Map<string, string>();
  for (const event of view.events) {
    if (event.kind !== "call") continue;
    for (const value of event.args)
      if (value.kind === "memory" && value.family === "context" && value.context !== undefined)
        parents.set(value.id, value.context);
  }
  const owners: string[] = [];
  for (let owner = memory.context; owner !== undefined && !owners.includes(owner); owner = parents.get(owner))
    owners.push(owner);
  return owners;
}
