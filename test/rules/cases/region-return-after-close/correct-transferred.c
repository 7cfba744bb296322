#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(transferred);

Datum
transferred(PG_FUNCTION_ARGS)
{
	Datum		result;
	bool		isnull;

	SPI_connect();
	if (SPI_execute("SELECT 'abc'::text", true, 1) != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "unexpected result");
	result = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull);
	if (!isnull)
		result = SPI_datumTransfer(result, false, -1);
	SPI_finish();
	if (isnull)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(result);
}
