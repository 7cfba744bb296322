#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static void risky(char *text) { if (text[0] == '!') elog(ERROR, "no"); }

int guarded(const char *text);

int
guarded(const char *text)
{
	MemoryContext saved = CurrentMemoryContext;
	int			result;

	MemoryContextSwitchTo(TopMemoryContext);
	PG_TRY();
	{
		risky(pstrdup(text));
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(saved);
		PG_RE_THROW();
	}
	PG_END_TRY();
	result = (int) strlen(text);
	return result;
	// <-------------- while TopMemoryContext is still current
}
