#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(running_sum);

Datum
running_sum(PG_FUNCTION_ARGS)
{
	int64	   *sum = (int64 *) fcinfo->flinfo->fn_extra;

	if (sum == NULL)
	{
		sum = palloc0(sizeof(int64));
		fcinfo->flinfo->fn_extra = sum;
		// <------------------------------ `fcinfo->flinfo->fn_extra` lives longer than one call
	}
	*sum += PG_GETARG_INT32(0);
	PG_RETURN_INT64(*sum);
}
