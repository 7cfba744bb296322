#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

int position_of(List *words, const char *wanted);

int
position_of(List *words, const char *wanted)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "work", ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(work);
	int			position = 0;
	ListCell   *lc;

	foreach(lc, words)
	{
		char	   *quoted = psprintf("\"%s\"", (char *) lfirst(lc));

		if (strcmp(quoted, wanted) == 0)
			break;
		if (++position > 100)
			break;
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(work);
	return position;
}
