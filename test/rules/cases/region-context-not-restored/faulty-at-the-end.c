#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static int *table = NULL;

void fill_table(int n);

void
fill_table(int n)
{
	MemoryContext caller = CurrentMemoryContext;
	int			i;

	MemoryContextSwitchTo(CacheMemoryContext);
	table = palloc(n * sizeof(int));
	for (i = 0; i < n; i++)
		table[i] = i * i;
	if (caller == NULL)
		elog(ERROR, "called too early");
}
// <- while CacheMemoryContext is still current
