#include "postgres.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(cached_text);

static char *cached = NULL;
static int *table = NULL;

Datum
cached_text(PG_FUNCTION_ARGS)
{
	if (cached == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);

		cached = psprintf("%d", PG_GETARG_INT32(0));
		MemoryContextSwitchTo(old);
	}
	if (table == NULL)
		table = MemoryContextAllocZero(CacheMemoryContext, 10 * sizeof(int));
	table[0]++;
	PG_RETURN_TEXT_P(cstring_to_text(cached));
}
