#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(two_steps);

Datum
two_steps(PG_FUNCTION_ARGS)
{
	int			rc;

	SPI_connect();
	SPI_execute("TRUNCATE a", false, 0);
	SPI_finish();

	SPI_connect();
	rc = SPI_execute("TRUNCATE b", false, 0);
	SPI_finish();
	elog(DEBUG1, "%s", SPI_result_code_string(rc));
	for (int i = 0; i < 3; i++)
	{
		SPI_connect();
		SPI_execute("INSERT INTO a DEFAULT VALUES", false, 0);
		SPI_finish();
	}
	PG_RETURN_VOID();
}
