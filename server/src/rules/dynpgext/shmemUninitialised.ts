import { alternatives } from "../../flow/evaluate/value";
import type { WorkspaceIndex } from "../../index/workspaceIndex";
import { callEffects, plainFunctions, readingFunctions, reportFunctions } from "../../pg/callEffects";
import { allocationsByName } from "../helpers/allocationsByName";
import { doubtfulNames } from "../helpers/doubtfulCode";
import { accessesByName, anyElement, overlap, partName, type NamedAccess } from "../helpers/namedAccesses";
import { compareAccesses, touchOf } from "../helpers/sharedAccess";
import { shmemExample } from "../helpers/shmemExample";
import { mayBe } from "../helpers/shmemNames";
import type { WorkspaceRule } from "../rule";

const type = `typedef struct Visits
{
	pg_atomic_uint64 total;
} Visits;
`;
const after = `void
visits_add(void)
{
	Visits	   *visits = dynpgext_lookup_shmem("web:1.0:visits");

	if (visits != NULL)
		pg_atomic_fetch_add_u64(&visits->total, 1);
		//                      ^^^^^^^^^^^^^^ nothing initialises total
}
`;

export const shmemUninitialised: WorkspaceRule = {
  id: "shmem-uninitialised",
  pack: "dynpgext",
  scope: "workspace",
  severity: "info",
  stage: "stable",
  since: "0.1.0",
  title: "Shared memory is read that nothing ever initialises",
  sources: [
    "omni_ext, January and February 2024: allocate_shmem with a NULL callback leaves the memory as it is",
    "src/include/port/atomics.h pg_atomic_init_u64 and src/include/storage/spin.h SpinLockInit, REL_15_STABLE: required before any other use",
  ],
  why: "Memory of `allocate_shmem` is not guaranteed to be zeroed. Fresh segments of the operating system usually are, so a counter that starts at nothing works in tests, and begins with somebody else's numbers where the loader divides its memory anew. Locks and atomics have no meaning before their init function.",
  fix: "Give `allocate_shmem` a callback that fills the memory: `memset`, `pg_atomic_init_u64`, `SpinLockInit`.",
  limits:
    "Reports a part that is read, `++` and `+=` included, only when no code of the workspace writes that part, the whole memory, or hands it to a function out of sight, and the pointer is kept nowhere.",
  examples: [
    {
      title: "No callback",
      bad: shmemExample({
        before: type,
        init: `	handle->allocate_shmem(handle, "web:1.0:visits", sizeof(Visits), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
`,
        after,
      }),
      good: shmemExample({
        before: `${type}
static void
init_visits(void *ptr, void *data)
{
	pg_atomic_init_u64(&((Visits *) ptr)->total, 0);
}
`,
        init: `	handle->allocate_shmem(handle, "web:1.0:visits", sizeof(Visits), init_visits, NULL, DYNPGEXT_SCOPE_GLOBAL);
`,
        after: after.replace(/^\t\t\/\/.*\n/mu, ""),
      }),
    },
  ],
  check(index, report) {
    if (index.interfaceLibraries.some((view) => !view.isComplete)) return;
    const allocations = allocationsByName(index.interfaceLibraries);
    if (allocations.size === 0) return;
    const accesses = accessesByName(index);
    const isDoubtful = (name: string): boolean =>
      [...doubtfulNames(index, "allocate_shmem"), ...doubtfulNames(index, "dynpgext_lookup_shmem")].some(
        (expression) => expression.test(name),
      );
    for (const [name, candidates] of allocations) {
      const [first] = candidates;
      const hasCallback = candidates.some(
        ({ allocation }) =>
          !alternatives(allocation.callback).every((one) => one.kind === "number" && one.value === 0),
      );
      const reads = first && !hasCallback ? uninitialisedReads(accesses.get(name) ?? []) : [];
      if (!first || reads.length === 0 || isDoubtful(name) || mayBeLookedUpUnseen(index, name)) continue;
      for (const { event } of reads) {
        const part = partName(event.part ?? "");
        const what = part === "" ? "it" : part;
        report({
          at: event.site,
          message: `Memory "${name}" is used here, but nothing initialises ${what}: allocate_shmem has no callback, and the memory may hold anything`,
          related: [
            {
              site: first.allocation.event.argumentSites[3] ?? first.allocation.event.site,
              message: "allocated without a callback here",
            },
          ],
        });
      }
    }
  },
};

/** A look-up whose name is not known may be of this memory, and initialise it. */
function mayBeLookedUpUnseen(index: WorkspaceIndex, name: string): boolean {
  return index.interfaceLibraries.some((view) => view.lookups.some((lookup) => mayBe(lookup.name, name)));
}

/** The first read of each part that nothing writes; none when some access is not understood. */
function uninitialisedReads(accesses: readonly NamedAccess[]): readonly NamedAccess[] {
  if (accesses.some(isNotUnderstood)) return [];
  const written = accesses.flatMap(({ event }) =>
    touchOf(event) === "write" && event.part !== undefined ? event.part : [],
  );
  const first = new Map<string, NamedAccess>();
  for (const access of accesses) {
    const { event } = access;
    const touch = touchOf(event);
    if ((touch !== "read" && touch !== "update") || event.part === undefined) continue;
    const part = event.part;
    if (written.some((other) => overlap(part, other))) continue;
    const key = anyElement(part);
    const known = first.get(key);
    if (!known || compareAccesses(event, known.event) < 0) first.set(key, access);
  }
  return [...first.values()];
}

/** The memory goes where it may be initialised unseen, or some part of it is written that is not known. */
function isNotUnderstood({ event }: NamedAccess): boolean {
  const touch = touchOf(event);
  if (event.mode === "escape" || touch === "unknown" || event.isDoubtful === true) return true;
  if (touch !== undefined) return touch === "write" && event.part === undefined;
  if (event.mode !== "pass") return false;
  const callee = event.callee ?? "";
  const isHarmless = [callEffects, plainFunctions, readingFunctions, reportFunctions].some((known) =>
    known.has(callee),
  );
  return !isHarmless;
}
