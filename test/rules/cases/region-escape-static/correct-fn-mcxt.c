#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(calls);
PG_FUNCTION_INFO_V1(more_calls);

Datum
calls(PG_FUNCTION_ARGS)
{
	int		   *n = fcinfo->flinfo->fn_extra;

	if (n == NULL)
	{
		n = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(int));
		fcinfo->flinfo->fn_extra = n;
	}
	PG_RETURN_INT32(++*n);
}

Datum
more_calls(PG_FUNCTION_ARGS)
{
	FmgrInfo   *flinfo = fcinfo->flinfo;

	if (flinfo->fn_extra == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(flinfo->fn_mcxt);

		flinfo->fn_extra = palloc0(sizeof(int));
		MemoryContextSwitchTo(old);
	}
	PG_RETURN_INT32(++*(int *) flinfo->fn_extra);
}
