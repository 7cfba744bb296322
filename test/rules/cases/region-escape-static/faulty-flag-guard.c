#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(factorial);

static bool initialised = false;
static int64 *table;

static int64 *
make_table(int n)
{
	int64	   *t = palloc(n * sizeof(int64));

	t[0] = 1;
	for (int i = 1; i < n; i++)
		t[i] = t[i - 1] * i;
	return t;
}

Datum
factorial(PG_FUNCTION_ARGS)
{
	if (!initialised)
	{
		table = make_table(20);
		// <---------------------- `table` is static and keeps memory of
		initialised = true;
	}
	PG_RETURN_INT64(table[PG_GETARG_INT32(0) % 20]);
}
