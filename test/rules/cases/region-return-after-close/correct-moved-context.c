#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

typedef struct WordIndex { MemoryContext context; char **words; int n; } WordIndex;

WordIndex *build(int n, bool *ok);

/* On success the context lives on with what is in it; on failure it goes, and so does the result. */
WordIndex *
build(int n, bool *ok)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "index", ALLOCSET_DEFAULT_SIZES);
	WordIndex	   *index = MemoryContextAllocZero(context, sizeof(WordIndex));

	index->context = context;
	index->words = MemoryContextAlloc(context, n * sizeof(char *));
	index->n = n;
	*ok = n > 0;
	if (n <= 0)
	{
		MemoryContextDelete(context);
		index = NULL;
	}
	else
		MemoryContextSetParent(context, CacheMemoryContext);
	return index;
}
