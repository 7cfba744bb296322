#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

char *copy(const char *text, bool upper);

char *
copy(const char *text, bool upper)
{
	MemoryContext old = CurrentMemoryContext;
	MemoryContext work = AllocSetContextCreate(old, "work", ALLOCSET_SMALL_SIZES);
	char	   *result;

	MemoryContextSwitchTo(work);
	if (upper)
	{
		result = psprintf("UPPER %s", text);
		MemoryContextSwitchTo(old);
	}
	else
	{
		result = psprintf("lower %s", text);
		MemoryContextSwitchTo(old);
	}
	result = pstrdup(result);
	MemoryContextDelete(work);
	return result;
}
