#include "postgres.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(cached_length);

static char *last = NULL;

Datum
cached_length(PG_FUNCTION_ARGS)
{
	MemoryContext oldcontext = MemoryContextSwitchTo(TopMemoryContext);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
		// <---------------- while TopMemoryContext is still current
	last = text_to_cstring(PG_GETARG_TEXT_PP(0));
	MemoryContextSwitchTo(oldcontext);
	PG_RETURN_INT32(strlen(last));
}
