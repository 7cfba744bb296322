#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(twice);

static int
ask(const char *query)
{
	return SPI_execute(query, true, 1);
}

Datum
twice(PG_FUNCTION_ARGS)
{
	char	   *first,
			   *second;

	SPI_connect();
	ask("SELECT 1");
	first = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	elog(LOG, "first: %s", first);
	SPI_finish();

	SPI_connect();
	ask("SELECT 2");
	second = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	first = second;
	elog(LOG, "second: %s", first);
	SPI_finish();
	PG_RETURN_VOID();
}
