#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

void two_contexts(void);

void
two_contexts(void)
{
	MemoryContext first = AllocSetContextCreate(CurrentMemoryContext, "first", ALLOCSET_SMALL_SIZES);
	MemoryContext second = AllocSetContextCreate(TopMemoryContext, "second", ALLOCSET_SMALL_SIZES);
	MemoryContext before_first;
	MemoryContext before_second;

	before_first = MemoryContextSwitchTo(first);
	elog(LOG, "%s", psprintf("%d", 1));
	before_second = MemoryContextSwitchTo(second);
	elog(LOG, "%s %d", psprintf("%d", 2), before_first == NULL);
	MemoryContextSwitchTo(before_second);
}
// <- while context "first" is still current
