#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

const char *name_of(int kind, MemoryContext target);

const char *
name_of(int kind, MemoryContext target)
{
	MemoryContext old = MemoryContextSwitchTo(target);
	char	   *result = NULL;

	switch (kind)
	{
		case 0:
			result = pstrdup("none");
			break;
		case 1:
			return psprintf("kind %d", kind);
			// <--------------------------------- is still current
		default:
			result = pstrdup("many");
	}
	MemoryContextSwitchTo(old);
	return result;
}
