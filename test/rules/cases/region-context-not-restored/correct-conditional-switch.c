#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

char *dup_in(MemoryContext context, const char *text);

char *
dup_in(MemoryContext context, const char *text)
{
	MemoryContext old = NULL;
	char	   *copy;

	if (context != NULL)
		old = MemoryContextSwitchTo(context);
	copy = pstrdup(text);
	if (old != NULL)
		MemoryContextSwitchTo(old);
	return copy;
}
