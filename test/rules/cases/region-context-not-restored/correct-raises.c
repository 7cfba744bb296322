#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static int *numbers;

static void pg_attribute_noreturn()
give_up(int n)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("%d is too many", n)));
}

void reserve(int n);

void
reserve(int n)
{
	MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);

	if (n < 0)
		elog(ERROR, "negative");
	if (n > 1000)
		give_up(n);
	numbers = palloc0(n * sizeof(int));
	MemoryContextSwitchTo(old);
}
