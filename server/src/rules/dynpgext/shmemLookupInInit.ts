import { shmemExample } from "../helpers/shmemExample";
import type { LibraryRule } from "../rule";

const before = `typedef struct Limits
{
	pg_atomic_uint32 visits_per_minute;
} Limits;

`;

export const shmemLookupInInit: LibraryRule = {
  id: "shmem-lookup-in-init",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "Shared memory is looked up while _Dynpgext_init runs",
  sources: [
    "omni_ext, January and February 2024: allocations are made when _Dynpgext_init of every library has returned",
    "measured on PostgreSQL 15: dynpgext_lookup_shmem in _Dynpgext_init of a preloaded extension crashes the server at start",
  ],
  why: "`_Dynpgext_init` runs in the postmaster, before any shared memory exists: what it asks for is allocated later. A look-up there reads the loader's tables before they are set up, and the server **crashes at every start**.",
  fix: "Give `allocate_shmem` a callback that initialises the memory, and look it up where it is used: in a worker or in a function that SQL calls.",
  limits:
    "Silent when `_Dynpgext_eager_preload` returns false, because such a library is initialised at run time. Calls through function pointers in memory are not followed.",
  examples: [
    {
      title: "The first value belongs into the callback",
      bad: shmemExample({
        before,
        init: `	Limits	   *limits;

	handle->allocate_shmem(handle, "web:1.0:limits", sizeof(Limits), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	limits = dynpgext_lookup_shmem("web:1.0:limits");
	//       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ where none is allocated
	if (limits != NULL)
		pg_atomic_init_u32(&limits->visits_per_minute, 600);
`,
      }),
      good: shmemExample({
        before: `${before.trimEnd()}

static void
init_limits(void *ptr, void *data)
{
	Limits	   *limits = ptr;

	pg_atomic_init_u32(&limits->visits_per_minute, 600);
}
`,
        init: `	handle->allocate_shmem(handle, "web:1.0:limits", sizeof(Limits), init_limits, NULL, DYNPGEXT_SCOPE_GLOBAL);
`,
        after: `Limits *
web_limits(void)
{
	Limits	   *limits = dynpgext_lookup_shmem("web:1.0:limits");

	if (limits == NULL)
		elog(ERROR, "no limits");
	return limits;
}
`,
      }),
    },
  ],
  check(view, report) {
    if (view.isLazilyLoaded) return;
    for (const event of view.events) {
      if (
        event.kind !== "call" ||
        event.callee !== "dynpgext_lookup_shmem" ||
        event.root.name !== "_Dynpgext_init"
      )
        continue;
      const caller = event.stack[0];
      report({
        at: event.site,
        message:
          "Shared memory is looked up in _Dynpgext_init, where none is allocated yet: the server crashes at start",
        related: caller ? [{ site: caller, message: "called by _Dynpgext_init here" }] : [],
      });
    }
  },
};
