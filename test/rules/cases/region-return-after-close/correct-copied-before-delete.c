#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

char *longest(List *words);

char *
longest(List *words)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext work = AllocSetContextCreate(caller, "work", ALLOCSET_DEFAULT_SIZES);
	char	   *best = NULL;
	ListCell   *lc;

	MemoryContextSwitchTo(work);
	foreach(lc, words)
	{
		char	   *word = psprintf("<%s>", (char *) lfirst(lc));

		if (best == NULL || strlen(word) > strlen(best))
			best = word;
	}
	MemoryContextSwitchTo(caller);
	if (best != NULL)
		best = pstrdup(best);
	MemoryContextDelete(work);
	return best;
}
