import type { RelatedPlace } from "../../base/finding";
import { contains } from "../../base/span";
import { isCertainlyAllocated } from "../../flow/evaluate/allocationMarks";
import type { Allocation } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import type { AnalysisOptions } from "../../index/options";
import type { WorkspaceIndex } from "../../index/workspaceIndex";
import { sizeTypeLimit } from "../../pg/typeSizes";
import { nameKey, nameUses, quoted, type NameUse } from "../helpers/shmemNames";
import type { Report, Reporter, WorkspaceRule } from "../rule";

/** An allocation whose size is known, with what it takes from the budget. */
interface Request {
  readonly view: LibraryView;
  readonly allocation: Allocation;
  /** Names that it can have; empty when they are not known. */
  readonly names: readonly string[];
  readonly bytes: number;
  readonly total: number;
}

export const shmemSize: WorkspaceRule = {
  id: "shmem-size",
  pack: "dynpgext",
  scope: "workspace",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "Size of shared memory is zero, or more than the loader has",
  sources: [
    "omni_ext, January and February 2024: omni_ext.shmem_size, from which all allocations of preloaded extensions are taken; omni_ext.max_databases (32), by which database-local sizes are multiplied without a check for overflow",
    "C11 6.5.3.4 and 6.2.5: size_t is unsigned, a negative size is a huge one",
  ],
  why: "All memory that preloaded extensions ask for comes out of one segment of about 15.9 MiB (`omni_ext.shmem_size`). Database-local memory takes its size once for each of 32 databases (`omni_ext.max_databases`), so half a megabyte is already too much. When the requests do not fit, *every* look-up of *every* extension fails. A product that overflows wraps around to a small number, and the databases write into each other's memory. Zero bytes share their address with whatever comes next.",
  fix: "Ask for what you need, per database as little as possible; large or growing data belongs into dynamic shared memory, of which the named memory holds the handle. Servers with other limits are described by the settings `maxDatabases` and `sharedMemoryBudgetBytes`.",
  limits:
    "Sizes that are only known at run time, and types that are not in sight, do not count. The sum takes what is certainly allocated together: of branches that exclude each other none. A library whose `_Dynpgext_eager_preload` returns false takes nothing from this budget.",
  examples: [
    {
      title: "A megabyte for each of 32 databases",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define CACHE_BYTES (1024 * 1024)

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "plans:1.0:cache", CACHE_BYTES, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	//                                                ^^^^^^^^^^^ times 32 databases
}

bool
plans_are_ready(void)
{
	return dynpgext_lookup_shmem("plans:1.0:cache") != NULL;
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define CACHE_BYTES (64 * 1024)

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "plans:1.0:cache", CACHE_BYTES, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
}

bool
plans_are_ready(void)
{
	return dynpgext_lookup_shmem("plans:1.0:cache") != NULL;
}
`,
    },
  ],
  check(index, report) {
    const fitting = index.interfaceLibraries.flatMap((view) =>
      view.allocations.flatMap((allocation) => checkOne(view, allocation, index.options, report) ?? []),
    );
    checkSum(index, fitting, report);
  },
};

/** Reports a size that is wrong by itself; otherwise tells what the allocation takes. */
function checkOne(
  view: LibraryView,
  allocation: Allocation,
  options: AnalysisOptions,
  report: Reporter,
): Request | undefined {
  const { size, sizeSite: at } = allocation;
  if (size?.value === undefined) return undefined;
  const names = nameUses(view, allocation);
  const texts = names.map(({ text }) => text.text);
  const complain = (message: string): undefined => {
    report({ at, message, related: namePlace(names, allocation) });
  };
  const name = texts.length === 1 ? ` ${quoted(texts[0]!)}` : "";
  const bytes = Math.trunc(size.value);
  if (bytes === 0) {
    return complain(
      `Zero bytes are allocated for shared memory${name}: a look-up gives the address of whatever comes next`,
    );
  }
  if (bytes < 0 || bytes >= sizeTypeLimit) {
    return complain(
      `The size ${count(bytes)} of shared memory${name} is no size_t: it wraps around to another number`,
    );
  }
  const isLocal = allocation.isDatabaseLocal === true;
  const total = isLocal ? bytes * options.maxDatabases : bytes;
  if (total >= sizeTypeLimit) {
    return complain(
      `${count(bytes)} bytes times ${options.maxDatabases} databases overflow, so shared memory${name} is far smaller than asked for`,
    );
  }
  if (view.isLazilyLoaded) return undefined;
  if (total > options.sharedMemoryBudgetBytes) {
    const product = isLocal ? ` times ${options.maxDatabases} databases are ${count(total)}, which` : "";
    return complain(
      `${count(bytes)} bytes for shared memory${name}${product} exceed the loader's ${count(options.sharedMemoryBudgetBytes)}: every look-up fails`,
    );
  }
  return { view, allocation, names: texts.map(nameKey), bytes, total };
}

/** In a table or behind a macro the name's text tells which memory is meant: it stands elsewhere than the call. */
function namePlace(names: readonly NameUse<Allocation>[], { event }: Allocation): readonly RelatedPlace[] {
  const literal = names.length === 1 ? names[0]!.text.literal : undefined;
  if (!literal || (literal.path === event.site.path && contains(event.site, literal))) return [];
  return [{ site: literal, message: "its name" }];
}

/** Reports where the certain requests of one library go over the budget; when no library does alone, where all do together. */
function checkSum(index: WorkspaceIndex, requests: readonly Request[], report: Reporter): void {
  const budget = index.options.sharedMemoryBudgetBytes;
  const perLibrary = index.interfaceLibraries
    .map((view) => togetherIn(view, requests))
    .filter((taken) => taken.length > 0);
  const excessive = perLibrary.filter((taken) => totalOf(taken) > budget);
  for (const taken of excessive) report(describeSum(taken, "this extension", budget));
  const all = distinctNames(perLibrary.flat());
  if (excessive.length > 0 || totalOf(all) <= budget) return;
  // Extensions of one workspace need not be installed in one server.
  report({
    ...describeSum(all, `${perLibrary.length} extensions of this workspace`, budget),
    severity: "warning",
  });
}

function describeSum(taken: readonly Request[], who: string, budget: number): Report {
  let sum = 0;
  const last = taken.find(({ total }) => (sum += total) > budget)!;
  return {
    at: last.allocation.sizeSite,
    message: `The allocations of ${who} take ${count(totalOf(taken))} bytes together, more than the loader's ${count(budget)}: every look-up fails`,
    related: relatedTo(last, taken),
  };
}

/** The requests of a library that one run of `_Dynpgext_init` certainly makes together: those before the request that has most. */
function togetherIn(view: LibraryView, requests: readonly Request[]): readonly Request[] {
  const init = view.entryPoint("_Dynpgext_init");
  const own = requests.filter((request) => request.view === view && request.allocation.event.root === init);
  let best: readonly Request[] = [];
  for (const last of own) {
    const { state } = last.allocation.event;
    const before = own.filter(
      (other) => other !== last && other.names.length === 1 && isCertainlyAllocated(state, other.names[0]!),
    );
    const together = [...distinctNames(before), last];
    if (totalOf(together) > totalOf(best)) best = together;
  }
  return best;
}

function distinctNames(requests: readonly Request[]): readonly Request[] {
  return requests.filter(
    (request, i) =>
      request.names.length !== 1 ||
      requests.findIndex(({ names }) => names.length === 1 && names[0] === request.names[0]) === i,
  );
}

function totalOf(requests: readonly Request[]): number {
  return requests.reduce((sum, { total }) => sum + total, 0);
}

function relatedTo(last: Request, taken: readonly Request[]): readonly RelatedPlace[] {
  const others = taken.filter((request) => request !== last).sort((a, b) => b.total - a.total);
  return others.slice(0, 8).map(({ allocation, total }) => ({
    site: allocation.sizeSite,
    message: `${count(total)} bytes allocated here`,
  }));
}

/** A number of bytes as people read it. */
function count(bytes: number): string {
  return String(BigInt(bytes)).replace(/\B(?=(?:\d{3})+$)/gu, ",");
}
