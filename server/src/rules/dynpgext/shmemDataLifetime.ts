import { alternatives } from "../../flow/evaluate/value";
import type { Allocation } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import { shortLifeOf } from "../helpers/lifetime";
import type { LibraryRule } from "../rule";

export const shmemDataLifetime: LibraryRule = {
  id: "shmem-data-lifetime",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "Data for the callback of an allocation does not live until the callback runs",
  sources: [
    "omni_ext, January and February 2024, allocate_shmem: the request keeps the pointer, and the callback gets it when the memory is set up, again after a crash restart",
    "src/backend/utils/mmgr/mcxt.c, pfree, MemoryContextReset, MemoryContextDelete, REL_15_STABLE",
  ],
  why: "The callback of an allocation does not run inside `allocate_shmem` but when the server sets up its shared memory, once for every database slot, and again after a crash. Until then the loader keeps the pointer `data`. When it points to a local variable of `_Dynpgext_init`, or to memory that was freed, the callback reads garbage in the postmaster: wrong values in shared memory at best, a server that does not start at worst.",
  fix: "Make the variable `static`, or allocate it in `_Dynpgext_init` without a switch of the memory context.",
  limits:
    "What a static struct itself points to is not followed, nor are pointers whose origin is not in sight. Data that no callback reads (there is none, or it does not use its second parameter) is only mentioned (info).",
  examples: [
    {
      title: "The address of a local",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void
init_limit(void *ptr, void *data)
{
	*(int *) ptr = *(int *) data;
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	int			limit = 100;

	handle->allocate_shmem(handle, "gate:1.0:limit", sizeof(int), init_limit, &limit, DYNPGEXT_SCOPE_GLOBAL);
	//                                                                        ^^^^^^ on the stack
}

void *
gate_limit(void)
{
	return dynpgext_lookup_shmem("gate:1.0:limit");
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void
init_limit(void *ptr, void *data)
{
	*(int *) ptr = *(int *) data;
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	static int	limit = 100;

	handle->allocate_shmem(handle, "gate:1.0:limit", sizeof(int), init_limit, &limit, DYNPGEXT_SCOPE_GLOBAL);
}

void *
gate_limit(void)
{
	return dynpgext_lookup_shmem("gate:1.0:limit");
}
`,
    },
  ],
  check(view, report) {
    for (const allocation of view.allocations) {
      const { event, payload, payloadSite } = allocation;
      const life = shortLifeOf(view, event, payload);
      if (!life) continue;
      const isRead = mayReadData(view, allocation);
      const reader = isRead ? "the callback gets this pointer later" : "the loader keeps this pointer";
      report({
        at: payloadSite,
        message: `${reader[0]!.toUpperCase()}${reader.slice(1)}, but it is ${life.what}`,
        related: life.related,
        ...(isRead ? {} : { severity: "info" }),
      });
    }
  },
};

/** False when there is certainly no callback, or one that does not mention its second parameter. */
function mayReadData(view: LibraryView, { callback }: Allocation): boolean {
  return alternatives(callback).some((one) => {
    if (one.kind === "number" && one.value === 0) return false;
    const fn = one.kind === "function" ? view.program.findFunction(one.name, one.path) : undefined;
    const parameter = fn?.definition.parameters[1];
    if (!fn || !parameter) return true;
    const body = fn.text.slice(fn.definition.body.start, fn.definition.body.end);
    return parameter.name !== undefined && new RegExp(String.raw`\b${parameter.name}\b`, "u").test(body);
  });
}
