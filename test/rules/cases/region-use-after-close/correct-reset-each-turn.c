#include "postgres.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static int
weigh(StringInfo line, char *key)
{
	appendStringInfoString(line, key);
	return line->len;
}

int weights(int n);

int
weights(int n)
{
	MemoryContext turn = AllocSetContextCreate(CurrentMemoryContext, "turn", ALLOCSET_SMALL_SIZES);
	int			sum = 0;
	char	   *key = NULL;
	StringInfo	line;

	for (int i = 0; i < n; i++)
	{
		MemoryContext old;

		MemoryContextReset(turn);
		old = MemoryContextSwitchTo(turn);
		line = makeStringInfo();
		key = psprintf("key %d", i);
		sum += weigh(line, key);
		MemoryContextSwitchTo(old);
		if (sum > 1000)
			break;
	}
	if (key != NULL)
		elog(DEBUG1, "the last was %s", key);
	MemoryContextDelete(turn);
	return sum;
}
