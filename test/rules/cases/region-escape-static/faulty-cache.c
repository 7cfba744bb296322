#include "postgres.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(prefix);

Datum
prefix(PG_FUNCTION_ARGS)
{
	static char *cached;

	if (!cached)
	{
		elog(DEBUG1, "first call");
		cached = psprintf("pre%d", 1);
		// <----------------------------- `cached` is static and keeps memory of
	}
	PG_RETURN_TEXT_P(cstring_to_text(cached));
}
