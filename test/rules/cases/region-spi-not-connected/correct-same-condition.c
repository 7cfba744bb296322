#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(maybe);

Datum
maybe(PG_FUNCTION_ARGS)
{
	bool		wanted = PG_GETARG_BOOL(0);
	bool		connected = false;

	if (wanted)
	{
		SPI_connect();
		connected = true;
	}
	elog(DEBUG1, "deciding");
	if (wanted)
		SPI_execute("TRUNCATE t", false, 0);
	if (connected)
		SPI_finish();
	PG_RETURN_VOID();
}
