/*
 * broken_dynpgext.c: what the visit counter asks of the loader.
 */
#include "postgres.h"

#include "fmgr.h"

#include "broken_dynpgext.h"

PG_MODULE_MAGIC;

const dynpgext_handle *loader = NULL;

static VisitDefaults visit_defaults = {.first_visit = 0};

static void
init_visits(void *ptr, void *data)
{
	Visits	   *visits = ptr;
	const VisitDefaults *defaults = data;

	if (defaults->first_visit < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the first visit cannot be negative")));

	pg_atomic_init_u64(&visits->total, (uint64) defaults->first_visit);
	pg_atomic_init_u64(&visits->since_cleaning, 0);
}

static void
init_limits(void *ptr, void *data)
{
	Limits	   *limits = ptr;

	pg_atomic_init_u32(&limits->visits_per_minute, 0);
}

static void
init_group(void *ptr, void *data)
{
	PageGroup  *group = ptr;

	pg_atomic_init_u64(&group->visits, 0);
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	Limits	   *limits;

	loader = handle;

	handle->allocate_shmem(handle, VISITS_NAME, sizeof(Visits),
						   init_visits, &visit_defaults, DYNPGEXT_REGISTER_BGWORKER_DEFAULTS);

	handle->allocate_shmem(handle, "broken_dynpgext:limits", sizeof(Limits),
						   init_limits, NULL, DYNPGEXT_SCOPE_GLOBAL);
	limits = dynpgext_lookup_shmem("broken_dynpgext:limits");
	if (limits != NULL)
		pg_atomic_write_u32(&limits->visits_per_minute, 600);

	for (int i = 0; i < PAGE_GROUPS; i++)
	{
		char		name[64];

		snprintf(name, sizeof(name), "broken_dynpgext:%s:group%d", BROKEN_VERSION, i);
		handle->allocate_shmem(handle, name, sizeof(PageGroup),
							   init_group, NULL, DYNPGEXT_SCOPE_GLOBAL);
	}

	share_history(handle);
	register_collector(handle);
	register_cleaner(handle);
}
