#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(describe);

static SPIPlanPtr kept = NULL;

/* These work without a connection. */
Datum
describe(PG_FUNCTION_ARGS)
{
	int			rc = PG_GETARG_INT32(0);

	elog(NOTICE, "%s", SPI_result_code_string(rc));
	if (kept != NULL)
	{
		SPI_freeplan(kept);
		kept = NULL;
	}
	PG_RETURN_INT32((int32) SPI_processed);
}
