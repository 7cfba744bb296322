/*
 * visits.c: the functions that SQL can call.
 */
#include "postgres.h"

#include "fmgr.h"

#include "broken_dynpgext.h"

PG_FUNCTION_INFO_V1(visits_add);
PG_FUNCTION_INFO_V1(visits_total);
PG_FUNCTION_INFO_V1(visits_of_group);
PG_FUNCTION_INFO_V1(visits_enable_alerts);

/* visits.add() returns void */
Datum
visits_add(PG_FUNCTION_ARGS)
{
	Visits	   *visits = dynpgext_lookup_shmem(VISITS_NAME);

	pg_atomic_fetch_add_u64(&visits->total, 1);
	pg_atomic_fetch_add_u64(&visits->since_cleaning, 1);

	PG_RETURN_VOID();
}

/* visits.total() returns bigint */
Datum
visits_total(PG_FUNCTION_ARGS)
{
	Visits	   *visits = dynpgext_lookup_shmem("broken_dynpgext:0.1:vists");

	if (visits == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the visit counter has no shared memory")));

	PG_RETURN_INT64((int64) pg_atomic_read_u64(&visits->total));
}

/* visits.of_group(page_group int) returns bigint */
Datum
visits_of_group(PG_FUNCTION_ARGS)
{
	char	   *name = psprintf("broken_dynpgext:%s:group%d", BROKEN_VERSION, PG_GETARG_INT32(0));
	PageGroup  *group = dynpgext_lookup_shmem(name);

	if (group == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there is no page group %d", PG_GETARG_INT32(0))));

	PG_RETURN_INT64((int64) pg_atomic_read_u64(&group->visits));
}

static void
init_alerts(void *ptr, void *data)
{
	Alerts	   *alerts = ptr;

	pg_atomic_init_u32(&alerts->enabled, 0);
}

/* visits.enable_alerts() returns void; most sites have none, so the memory is asked for here */
Datum
visits_enable_alerts(PG_FUNCTION_ARGS)
{
	Alerts	   *alerts;

	loader->allocate_shmem(loader, ALERTS_NAME, sizeof(Alerts),
						   init_alerts, NULL, DYNPGEXT_SCOPE_GLOBAL);

	alerts = dynpgext_lookup_shmem(ALERTS_NAME);
	if (alerts == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("alerts have no shared memory")));
	pg_atomic_write_u32(&alerts->enabled, 1);

	PG_RETURN_VOID();
}
