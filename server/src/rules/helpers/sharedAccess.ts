/** Accesses to looked-up memory: which of them dereference the pointer, in which order, and what they are called in messages. */
import type { AccessEvent, Event } from "../../flow/evaluate/event";
import type { LookupValue } from "../../flow/evaluate/value";
import type { LibraryView } from "../../index/libraryView";
import { accessOf } from "../../pg/memoryAccess";

export function isAccess(event: Event): event is AccessEvent {
  return event.kind === "access";
}

/** Macros that look at the type of their argument only. Source: src/include/c.h, REL_15_STABLE. */
const unevaluating: ReadonlySet<string> = new Set([
  "lengthof",
  "offsetof",
  "sizeof",
  "StaticAssertStmt",
  "StaticAssertExpr",
  "StaticAssertDecl",
]);

/**
 * What happens to the memory: a plain access, that of a well-known function, or `unknown` for the address of a
 * part that goes to a function out of sight. Undefined when the memory need not be touched.
 */
export function touchOf(event: AccessEvent): "read" | "write" | "update" | "unknown" | undefined {
  switch (event.mode) {
    case "read":
    case "write":
    case "update":
      return event.mode;
    case "pass": {
      const callee = event.callee ?? "";
      const known = accessOf(callee);
      if (known) return known.find(({ argument }) => argument === event.argument)?.mode;
      const isPart = event.part !== undefined && event.part !== "";
      return isPart && !unevaluating.has(callee) ? "unknown" : undefined;
    }
    case "address":
    case "escape":
      return undefined;
  }
}

/** Orders accesses of one evaluation as they stand in the code, calls on the way included. */
export function compareAccesses(a: AccessEvent, b: AccessEvent): number {
  const left = [...a.stack, a.site];
  const right = [...b.stack, b.site];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const one = left[i]!;
    const other = right[i]!;
    if (one.path !== other.path) return one.path < other.path ? -1 : 1;
    if (one.start !== other.start) return one.start - other.start;
  }
  return left.length - right.length;
}

/** `dynpgext_lookup_shmem("name")`; the argument as it is written where the name is not known. */
export function lookupText(view: LibraryView, lookup: LookupValue): string {
  const { path, start, end } = lookup.site;
  const written = view.files.find((file) => file.path === path)?.text.slice(start, end) ?? "";
  const argument = /^dynpgext_lookup_shmem\s*\(\s*([^\n]{1,60}?)\s*\)$/u.exec(written)?.[1] ?? "";
  return `dynpgext_lookup_shmem(${lookup.names?.length === 1 ? `"${lookup.names[0]}"` : argument})`;
}
