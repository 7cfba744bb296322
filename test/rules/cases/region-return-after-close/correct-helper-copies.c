#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(via_helper);

static char *
copy_into(MemoryContext context, const char *string)
{
	return string == NULL ? NULL : MemoryContextStrdup(context, string);
}

static void
finish(void)
{
	int			rc = SPI_finish();

	Assert(rc == SPI_OK_FINISH);
	(void) rc;
}

Datum
via_helper(PG_FUNCTION_ARGS)
{
	MemoryContext mine = CurrentMemoryContext;
	char	   *value;

	SPI_connect();
	SPI_execute("SELECT 'x'", true, 1);
	value = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	value = copy_into(mine, value);
	finish();
	if (value == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(value));
}
