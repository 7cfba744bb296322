#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(log_event);

Datum
log_event(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
	{
		SPI_execute("INSERT INTO events VALUES (NULL)", false, 0);
		// <--------------------------------------------------------- without an SPI connection
	}
	else
	{
		SPI_connect();
		SPI_execute("INSERT INTO events VALUES ('x')", false, 0);
		SPI_finish();
	}
	PG_RETURN_VOID();
}
