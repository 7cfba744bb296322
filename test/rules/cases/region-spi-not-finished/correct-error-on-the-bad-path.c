#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(only_row);

/* An ERROR closes the connection with the transaction. */
static void
complain(int rc)
{
	ereport(ERROR, (errmsg("query failed: %s", SPI_result_code_string(rc))));
}

Datum
only_row(PG_FUNCTION_ARGS)
{
	int			rc;
	int32		value;
	bool		isnull;

	SPI_connect();
	rc = SPI_execute("SELECT value FROM settings", true, 2);
	if (rc != SPI_OK_SELECT)
		complain(rc);
	if (SPI_processed != 1)
		elog(ERROR, "expected one row, found " UINT64_FORMAT, SPI_processed);
	value = DatumGetInt32(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	if (isnull)
	{
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("the value is null")));
	}
	SPI_finish();
	PG_RETURN_INT32(value);
}
