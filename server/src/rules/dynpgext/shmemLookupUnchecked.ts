import type { AccessEvent } from "../../flow/evaluate/event";
import type { LibraryView } from "../../index/libraryView";
import { nullCheckEdit } from "../helpers/nullCheckEdit";
import { compareAccesses, isAccess, lookupText, touchOf } from "../helpers/sharedAccess";
import { shmemExample } from "../helpers/shmemExample";
import type { LibraryRule, Report } from "../rule";

const before = `typedef struct Visits
{
	pg_atomic_uint64 total;
} Visits;

static void
init_visits(void *ptr, void *data)
{
	pg_atomic_init_u64(&((Visits *) ptr)->total, 0);
}
`;
const init = `	handle->allocate_shmem(handle, "web:1.0:visits", sizeof(Visits), init_visits, NULL, DYNPGEXT_SCOPE_GLOBAL);
`;

export const shmemLookupUnchecked: LibraryRule = {
  id: "shmem-lookup-unchecked",
  pack: "dynpgext",
  scope: "library",
  severity: "warning",
  stage: "stable",
  since: "0.1.0",
  title: "Result of dynpgext_lookup_shmem is used without a NULL check",
  sources: [
    "dynpgext.h, dynpgext_lookup_shmem, January and February 2024",
    "omni_ext, January and February 2024: an unknown name gives NULL, also in the transaction that creates an extension which is not preloaded",
  ],
  why: "`dynpgext_lookup_shmem` returns NULL for a name that is not allocated: without a loader in `shared_preload_libraries`, after an upgrade that renamed the memory, in the transaction that creates the extension. A backend that dereferences it dies with SIGSEGV, and the postmaster then ends **every** session of the cluster.",
  fix: "Compare the result with NULL before the first use and raise an error. An `Assert` is no check: production builds drop it, so it is reported too, as information.",
  limits:
    "Follows copies, structs, helper functions and macros of the library. A pointer that is kept in a global variable is followed inside one call tree only. After a call of a function out of sight that gets the pointer, the pointer counts as checked.",
  examples: [
    {
      title: "A name may not be allocated",
      bad: shmemExample({
        before,
        init,
        after: `PG_FUNCTION_INFO_V1(visits_add);

Datum
visits_add(PG_FUNCTION_ARGS)
{
	Visits	   *visits = dynpgext_lookup_shmem("web:1.0:visits");

	pg_atomic_fetch_add_u64(&visits->total, 1);
	//                      ^^^^^^^^^^^^^^ without a NULL check
	PG_RETURN_VOID();
}
`,
      }),
      good: shmemExample({
        before,
        init,
        after: `PG_FUNCTION_INFO_V1(visits_add);

Datum
visits_add(PG_FUNCTION_ARGS)
{
	Visits	   *visits = dynpgext_lookup_shmem("web:1.0:visits");

	if (visits == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("shared memory \\"%s\\" is not available", "web:1.0:visits")));

	pg_atomic_fetch_add_u64(&visits->total, 1);
	PG_RETURN_VOID();
}
`,
      }),
      fixGivesGood: true,
    },
  ],
  check(view, report) {
    for (const access of firstUses(view)) report(describe(view, access));
  },
};

/** The first dereference of each look-up whose result is not checked before. */
function firstUses(view: LibraryView): readonly AccessEvent[] {
  const first = new Map<string, AccessEvent>();
  for (const event of view.events) {
    if (!isAccess(event) || event.lookup.check === "nonNull" || touchOf(event) === undefined) continue;
    // In _Dynpgext_init the look-up itself is the fault.
    if (event.root.name === "_Dynpgext_init" && !view.isLazilyLoaded) continue;
    const known = first.get(event.lookup.id);
    if (!known || compareAccesses(event, known) < 0) first.set(event.lookup.id, event);
  }
  return [...first.values()];
}

function describe(view: LibraryView, access: AccessEvent): Report {
  const { lookup } = access;
  const what = lookupText(view, lookup);
  const message = {
    none: `The result of ${what} is used without a NULL check: a name that is not allocated crashes the whole cluster`,
    asserted: `Only an Assert checks the result of ${what} for NULL, and production builds drop it`,
    null: `The result of ${what} may be NULL here: the check before does not keep NULL from being used`,
    nonNull: "",
  }[lookup.check];
  const call = view.lookups.find(
    ({ event }) =>
      event.root === access.root &&
      event.site.path === lookup.site.path &&
      event.site.start === lookup.site.start,
  );
  const edit =
    call && lookup.check !== "null"
      ? nullCheckEdit(view, call.event, lookup.names?.length === 1 ? lookup.names[0] : undefined)
      : undefined;
  return {
    at: access.site,
    message,
    ...(lookup.check === "asserted" ? { severity: "info" } : {}),
    related: [{ site: lookup.site, message: "looked up here" }],
    fixes: edit
      ? [{ title: "Raise an error when the memory is not available", safety: "safe", edits: [edit] }]
      : [],
  };
}
