#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(count_all);
PG_FUNCTION_INFO_V1(count_some);

/* It hands the connection to its caller: that is what it is for. */
static void
start_spi(void)
{
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
}

static void
stop_spi(void)
{
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "SPI_finish failed");
}

Datum
count_all(PG_FUNCTION_ARGS)
{
	int64		rows;

	start_spi();
	SPI_execute("SELECT 1 FROM everything", true, 0);
	rows = (int64) SPI_processed;
	stop_spi();
	PG_RETURN_INT64(rows);
}

Datum
count_some(PG_FUNCTION_ARGS)
{
	int64		rows;

	start_spi();
	SPI_execute("SELECT 1 FROM everything", true, 10);
	rows = (int64) SPI_processed;
	stop_spi();
	PG_RETURN_INT64(rows);
}
