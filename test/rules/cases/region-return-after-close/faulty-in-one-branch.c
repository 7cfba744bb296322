#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

char *shorten(const char *word, int most);

char *
shorten(const char *word, int most)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext, "scratch", ALLOCSET_SMALL_SIZES);
	char	   *copy;

	if (strlen(word) <= (size_t) most)
	{
		MemoryContextDelete(scratch);
		return pstrdup(word);
	}
	copy = MemoryContextAlloc(scratch, most + 1);
	strlcpy(copy, word, most + 1);
	MemoryContextDelete(scratch);
	return copy;
	//     ^^^^ after MemoryContextDelete closed context "scratch"
}
