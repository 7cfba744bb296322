import { sameSite } from "../../base/span";
import { isCertainlyAllocated } from "../../flow/evaluate/allocationMarks";
import { alternatives, sameValue } from "../../flow/evaluate/value";
import type { Allocation } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import { allocatedNames, quoted, type NameUse } from "../helpers/shmemNames";
import type { Report, WorkspaceRule } from "../rule";

type AllocatedName = NameUse<Allocation>;

export const shmemNameDuplicate: WorkspaceRule = {
  id: "shmem-name-duplicate",
  pack: "dynpgext",
  scope: "workspace",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "One name of shared memory is allocated twice",
  sources: [
    "omni_ext, January and February 2024, allocate_shmem: an allocation whose name exists is passed over; the first size, scope and callback stay",
  ],
  why: "Names are one space for the whole cluster. The second allocation of a name is ignored without a word: the size, scope and callback of the first stay. Whoever asked for more bytes writes over what lies behind, whoever asked for memory per database shares it with every other, and the second callback never runs. Two extensions that use one name get each other's memory.",
  fix: "Give each piece of memory a name of its own that begins with the name of the extension: `extension:version:value`.",
  limits:
    "Reported are allocations that certainly both happen: in one run of `_Dynpgext_init`, or in two extensions. Branches that exclude each other, code left out by `#if`, one helper in a header that several files use, and names put together at run time are silent. A second allocation that is exactly like the first changes nothing and is only mentioned (info).",
  examples: [
    {
      title: "The same name with another size",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "stock:1.0:items", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "stock:1.0:items", 4096, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^^^^^^^^^^^^^ already allocated with another size
}

bool
stock_is_ready(void)
{
	return dynpgext_lookup_shmem("stock:1.0:items") != NULL;
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "stock:1.0:items", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "stock:1.0:history", 4096, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

bool
stock_is_ready(void)
{
	return dynpgext_lookup_shmem("stock:1.0:items") != NULL && dynpgext_lookup_shmem("stock:1.0:history") != NULL;
}
`,
    },
  ],
  check(index, report) {
    const groups = new Map<string, AllocatedName[]>();
    for (const name of allocatedNames(index)) {
      if (name.key === "" || !happensInInit(name)) continue;
      const group = groups.get(name.text.text);
      if (group) group.push(name);
      else groups.set(name.text.text, [name]);
    }
    for (const group of groups.values()) {
      for (const [i, second] of group.entries()) {
        const first = group.slice(0, i).find((other) => isSecond(other, second));
        if (first) report(describe(first, second));
      }
    }
  },
};

/** Anywhere else the loader does nothing, which is another rule's business. */
function happensInInit({ view, use }: AllocatedName): boolean {
  return use.event.root === view.entryPoint("_Dynpgext_init");
}

function isSecond(first: AllocatedName, second: AllocatedName): boolean {
  if (sameSite(first.site, second.site) || isOneHelper(first, second)) return false;
  if (first.view !== second.view) return !belongTogether(first.view, second.view);
  if (first.use === second.use) return isTable(second);
  return isCertainlyAllocated(second.use.event.state, second.text.text);
}

/** One inline function or macro that several callers run, each giving it nothing of its own. */
function isOneHelper(first: AllocatedName, second: AllocatedName): boolean {
  return (
    sameSite(first.use.event.site, second.use.event.site) &&
    sameSite(first.use.name.site, second.use.name.site) &&
    sameSite(first.site, second.site) &&
    first.use !== second.use
  );
}

/** Two rows of one table, which a loop goes through: the argument is an element. */
function isTable({ use }: AllocatedName): boolean {
  const argument = use.event.call.args[1];
  return argument?.kind === "index" || argument?.kind === "member";
}

/** Copies and parts of one extension are not installed beside each other as two. */
function belongTogether(a: LibraryView, b: LibraryView): boolean {
  if (a.library.name === b.library.name) return true;
  const names = new Set(a.library.extensions.map(({ name }) => name));
  return b.library.extensions.some(({ name }) => names.has(name));
}

function describe(first: AllocatedName, second: AllocatedName): Report {
  const name = quoted(second.text.text);
  const at = second.site;
  if (first.view !== second.view) {
    const owner = first.view.library.extensions[0]?.name ?? first.view.library.name;
    return {
      at,
      message: `Shared memory ${name} is also allocated by ${owner}: names are cluster-wide, so the two extensions share one piece of memory`,
      related: [{ site: first.site, message: `allocated here by ${owner}` }],
    };
  }
  const related = [{ site: first.site, message: "allocated here" }];
  const difference = differenceOf(first.use, second.use);
  if (difference === undefined) {
    return {
      at,
      message: `Shared memory ${name} is already allocated: this second allocation is ignored`,
      related,
      severity: "info",
    };
  }
  return {
    at,
    message: `Shared memory ${name} is already allocated with another ${difference}: this second allocation is ignored`,
    related,
  };
}

/** What certainly differs between two allocations, in the order of the damage. */
function differenceOf(first: Allocation, second: Allocation): string | undefined {
  const differences: string[] = [];
  if (first.size?.value !== undefined && second.size?.value !== undefined) {
    if (first.size.value !== second.size.value) differences.push("size");
  } else if (!haveSameTypes(first, second)) differences.push("type");
  if (
    first.isDatabaseLocal !== undefined &&
    second.isDatabaseLocal !== undefined &&
    first.isDatabaseLocal !== second.isDatabaseLocal
  )
    differences.push("scope");
  if (isKnown(first.callback) && isKnown(second.callback) && !sameValue(first.callback, second.callback))
    differences.push("callback");
  if (differences.length === 0) return first === second && first.size === undefined ? "size" : undefined;
  return differences.length === 1
    ? differences[0]
    : `${differences.slice(0, -1).join(", ")} and ${differences.at(-1)}`;
}

/** Where sizes are not known because types are not in sight: whether they are of the same types. */
function haveSameTypes(first: Allocation, second: Allocation): boolean {
  const a = first.size?.sizes ?? [];
  const b = second.size?.sizes ?? [];
  if (a.length === 0 || b.length === 0) return true;
  const text = ({ type }: (typeof a)[number]): string => `${type.base}${"*".repeat(type.pointers)}`;
  return a.length === b.length && a.every((size, i) => text(size) === text(b[i]!));
}

function isKnown(value: Allocation["callback"]): boolean {
  return alternatives(value).every(
    (one) => one.kind === "function" || (one.kind === "number" && one.value === 0),
  );
}
