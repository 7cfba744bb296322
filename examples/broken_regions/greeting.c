#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(greeting);
PG_FUNCTION_INFO_V1(farewell);

/* Greets the visitor who came last. */
Datum
greeting(PG_FUNCTION_ARGS)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext,
											   "greeting", ALLOCSET_SMALL_SIZES);
	MemoryContext before;
	char	   *name;
	char	   *shout;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (SPI_execute("SELECT name FROM visitors ORDER BY at DESC", true, 1) != SPI_OK_SELECT ||
		SPI_processed == 0)
		elog(ERROR, "nobody was here");
	name = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);

	before = MemoryContextSwitchTo(work);
	shout = asc_toupper(name, strlen(name));
	MemoryContextSwitchTo(before);
	elog(DEBUG1, "greeting %s", shout);

	SPI_finish();
	MemoryContextDelete(work);
	PG_RETURN_TEXT_P(cstring_to_text(name));
}

Datum
farewell(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(0);
}
