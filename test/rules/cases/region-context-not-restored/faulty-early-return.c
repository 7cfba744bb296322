#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static char *kept = NULL;

int keep(const char *text);

int
keep(const char *text)
{
	MemoryContext old;

	old = MemoryContextSwitchTo(TopMemoryContext);
	if (kept != NULL)
		return 0;
		// <--------- while TopMemoryContext is still current
	kept = pstrdup(text);
	MemoryContextSwitchTo(old);
	return 1;
}
