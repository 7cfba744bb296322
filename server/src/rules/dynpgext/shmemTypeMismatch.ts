import type { Severity } from "../../base/finding";
import type { TypedEvent } from "../../flow/evaluate/event";
import type { LibraryView } from "../../index/libraryView";
import { allocationsByName, type LibraryAllocation } from "../helpers/allocationsByName";
import { doubtfulNames } from "../helpers/doubtfulCode";
import { shmemExample } from "../helpers/shmemExample";
import { areRelated, shapeOf } from "../helpers/typeRelation";
import type { WorkspaceRule } from "../rule";

const before = `typedef struct Visit
{
	int64		page;
} Visit;

typedef struct Visits
{
	int64		count;
	Visit		last[16];
} Visits;

static void
init_visits(void *ptr, void *data)
{
	memset(ptr, 0, sizeof(Visits));
}
`;
const after = `int64
visits_count(void)
{
	Visits	   *visits = dynpgext_lookup_shmem("web:1.0:visits");
	//                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ used as Visits of 136 bytes

	return visits == NULL ? 0 : visits->count;
}
`;

export const shmemTypeMismatch: WorkspaceRule = {
  id: "shmem-type-mismatch",
  pack: "dynpgext",
  scope: "workspace",
  severity: "warning",
  stage: "stable",
  since: "0.1.0",
  title: "Shared memory is allocated for one type and used as another",
  sources: [
    "omni_ext, January and February 2024: allocations lie side by side in one segment, and a look-up returns a pointer without its size",
    "C11 6.7.2.1: a pointer to a struct points to its first member",
  ],
  why: "Nothing compares the two places: `allocate_shmem` takes a number of bytes, `dynpgext_lookup_shmem` returns `void *`. Who uses more bytes than were asked for reads and overwrites the memory of **another extension**; who uses another type reads garbage.",
  fix: "Use one type in both places, best with `sizeof(*pointer)` or a name and a type that stand in one header.",
  limits:
    "Compares names and sizes that are known, for every library of the workspace. A struct and its first member, an array and its element, a head with a flexible array, structs that begin alike, `char *` and `void *` are no mismatch. Types that are not declared in the workspace are compared only where PostgreSQL's size is known.",
  examples: [
    {
      title: "One letter less",
      bad: shmemExample({
        before,
        init: `	handle->allocate_shmem(handle, "web:1.0:visits", sizeof(Visit), init_visits, NULL, DYNPGEXT_SCOPE_GLOBAL);
`,
        after,
      }),
      good: shmemExample({
        before,
        init: `	handle->allocate_shmem(handle, "web:1.0:visits", sizeof(Visits), init_visits, NULL, DYNPGEXT_SCOPE_GLOBAL);
`,
        after: after.replace(/^\t\/\/.*\n/mu, ""),
      }),
    },
  ],
  check(index, report) {
    const allocations = allocationsByName(index.interfaceLibraries);
    const doubtful = doubtfulNames(index, "allocate_shmem");
    for (const view of index.interfaceLibraries) {
      const seen = new Set<string>();
      for (const event of view.events) {
        if (event.kind !== "typed") continue;
        const key = `${event.lookup.id}|${event.type.base}|${event.type.pointers}`;
        if (seen.has(key)) continue;
        seen.add(key);
        // Code that was not followed may allocate it with another size.
        if (event.lookup.names?.some((name) => doubtful.some((expression) => expression.test(name))))
          continue;
        const mismatch = mismatchOf(view, event, allocations);
        if (!mismatch) continue;
        report({
          at: event.site,
          message: mismatch.message,
          severity: mismatch.severity,
          related: [{ site: mismatch.allocation.sizeSite, message: "allocated here" }],
        });
      }
    }
  },
};

interface Mismatch {
  readonly severity: Severity;
  readonly message: string;
  readonly allocation: LibraryAllocation["allocation"];
}

/** The mildest mismatch with all allocations of the looked-up names; undefined when one of them fits or is not known. */
function mismatchOf(
  view: LibraryView,
  event: TypedEvent,
  allocations: ReadonlyMap<string, readonly LibraryAllocation[]>,
): Mismatch | undefined {
  let mildest: Mismatch | undefined;
  for (const name of event.lookup.names ?? []) {
    const candidates = allocations.get(name) ?? [];
    if (candidates.length === 0) return undefined;
    for (const candidate of candidates) {
      const mismatch = compare(view, event, name, candidate);
      if (!mismatch) return undefined;
      if (!mildest || mismatch.severity === "info") mildest = mismatch;
    }
  }
  return mildest;
}

function compare(
  view: LibraryView,
  event: TypedEvent,
  name: string,
  { view: owner, allocation }: LibraryAllocation,
): Mismatch | undefined {
  const { size } = allocation;
  const pointed = { ...event.type, pointers: event.type.pointers - 1 };
  const used = shapeOf({ program: view.program, path: event.fn.path, type: pointed });
  // Nothing of nothing is a matter of its own.
  if (!size || size.value === 0 || used.kind === "bytes") return undefined;
  const usedName = spell(event);
  if (size.value !== undefined && event.size !== undefined && event.size > size.value) {
    const bytes = `${size.value} ${size.value === 1 ? "byte" : "bytes"}`;
    const message = `"${name}" is allocated with ${bytes}, but used as ${usedName} of ${event.size} bytes: it overlaps what comes after it`;
    return { severity: "warning", message, allocation };
  }
  const [first, second] = size.sizes;
  if (!first || second) return undefined;
  const made = shapeOf({ program: owner.program, path: first.path, type: first.type });
  if (areRelated(made, used) !== false || made.kind !== used.kind) return undefined;
  const severity = made.kind === "struct" ? "warning" : "info";
  return {
    severity,
    message: `"${name}" is allocated as ${first.type.base}, but used as ${usedName}`,
    allocation,
  };
}

function spell({ type }: TypedEvent): string {
  return type.base + (type.pointers > 1 ? ` ${"*".repeat(type.pointers - 1)}` : "");
}
