#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(rebuild);

static void
close_spi(void)
{
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "SPI_finish failed");
}

Datum
rebuild(PG_FUNCTION_ARGS)
{
	SPI_connect();
	SPI_execute("TRUNCATE totals", false, 0);
	close_spi();
	SPI_execute("INSERT INTO totals SELECT sum(x) FROM parts", false, 0);
	// <-------------------------------------------------------------------- after SPI_finish
	PG_RETURN_VOID();
}
