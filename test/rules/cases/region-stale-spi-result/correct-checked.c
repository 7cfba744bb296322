#include "postgres.h"
#include "executor/spi.h"

static void
need_row(void)
{
	if (SPI_processed == 0)
		elog(ERROR, "no row");
}

char *
three_ways(int way)
{
	char	   *result = NULL;
	uint64		rows;

	SPI_connect();
	SPI_execute("SELECT name FROM people", true, 1);
	if (SPI_processed > 0)
		result = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);

	SPI_execute("SELECT name FROM shops", true, 1);
	if (SPI_processed != 1)
		elog(ERROR, "no shop");
	result = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);

	SPI_execute("SELECT name FROM cities", true, 1);
	rows = SPI_processed;
	if (rows == 1 && way > 0)
		result = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);

	SPI_execute("SELECT name FROM rivers", true, 1);
	need_row();
	result = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	elog(DEBUG1, "%s", result ? result : "none");
	SPI_finish();
	return NULL;
}
