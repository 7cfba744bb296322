#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(attempt);

Datum
attempt(PG_FUNCTION_ARGS)
{
	volatile bool worked = true;

	PG_TRY();
	{
		SPI_execute("INSERT INTO attempts DEFAULT VALUES", false, 0);
		// <------------------------------------------------------------ without an SPI connection
	}
	PG_CATCH();
	{
		FlushErrorState();
		worked = false;
	}
	PG_END_TRY();
	PG_RETURN_BOOL(worked);
}
