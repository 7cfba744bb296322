#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(refresh);

static void
enter(void)
{
	if (SPI_connect_ext(SPI_OPT_NONATOMIC) != SPI_OK_CONNECT)
		ereport(ERROR, (errmsg("cannot connect to SPI")));
}

static void
leave(void)
{
	SPI_finish();
}

Datum
refresh(PG_FUNCTION_ARGS)
{
	enter();
	if (SPI_execute("REFRESH MATERIALIZED VIEW totals", false, 0) < 0)
		PG_RETURN_BOOL(false);
		// <--------------------- `refresh` returns with its SPI connection still open
	leave();
	PG_RETURN_BOOL(true);
}
