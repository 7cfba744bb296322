#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(with_connection);
PG_FUNCTION_INFO_V1(without_connection);

/* In doubt about the caller. */
static uint64
count_rows(const char *query)
{
	SPI_execute(query, true, 0);
	return SPI_processed;
}

Datum
with_connection(PG_FUNCTION_ARGS)
{
	uint64		rows;

	SPI_connect();
	rows = count_rows("SELECT 1 FROM t");
	SPI_finish();
	PG_RETURN_INT64((int64) rows);
}

Datum
without_connection(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) count_rows("SELECT 1 FROM t"));
}
