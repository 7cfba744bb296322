import { shortLifeOf } from "../helpers/lifetime";
import type { LibraryRule } from "../rule";

export const shmemNameLifetime: LibraryRule = {
  id: "shmem-name-lifetime",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "Name of shared memory does not live as long as the loader needs it",
  sources: [
    "omni_ext, January and February 2024, allocate_shmem: the request keeps the pointer to the name, which is read when the memory is set up, after _Dynpgext_init",
    "src/backend/utils/mmgr/mcxt.c, pfree, MemoryContextReset, MemoryContextDelete, REL_15_STABLE",
  ],
  why: "`allocate_shmem` only notes what is asked for: it keeps the *pointer* to the name and reads it later, when `_Dynpgext_init` has returned. What stood on the stack is something else by then. The memory is registered under garbage, no look-up finds it, and several names that were built in one array are all the last one.",
  fix: "Use a string literal, a static array, or memory that stays: `psprintf` or `pstrdup` in `_Dynpgext_init` without a switch of the memory context lives as long as the server.",
  limits:
    "Follows arrays, parameters, copies of pointers, and memory from the usual allocators that `pfree`, or the reset or deletion of its memory context, certainly takes away afterwards. Pointers whose origin is not in sight are silent.",
  examples: [
    {
      title: "Built in an array on the stack",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	for (int i = 0; i < 4; i++)
	{
		char		name[64];

		snprintf(name, sizeof(name), "ring:1.0:slot%d", i);
		handle->allocate_shmem(handle, name, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
		//                             ^^^^ on the stack
	}
}

void *
ring_slot(int i)
{
	return dynpgext_lookup_shmem(psprintf("ring:1.0:slot%d", i));
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
	for (int i = 0; i < 4; i++)
	{
		char	   *name = psprintf("ring:1.0:slot%d", i);

		handle->allocate_shmem(handle, name, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	}
}

void *
ring_slot(int i)
{
	return dynpgext_lookup_shmem(psprintf("ring:1.0:slot%d", i));
}
`,
    },
  ],
  check(view, report) {
    for (const { event, name } of view.allocations) {
      const life = shortLifeOf(view, event, name.value);
      if (!life) continue;
      report({
        at: name.site,
        message: `The loader keeps the pointer to this name, but it is ${life.what}`,
        related: life.related,
      });
    }
  },
};
