#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static char *kept;

bool remember(const char *text);

bool
remember(const char *text)
{
	MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);

	if (text[0] == '\0')
	{
		kept = NULL;
		MemoryContextSwitchTo(old);
		return false;
	}
	else
	{
		kept = pstrdup(text);
		MemoryContextSwitchTo(old);
	}
	return true;
}
