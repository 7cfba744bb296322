#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(apply_change);

Datum
apply_change(PG_FUNCTION_ARGS)
{
	char		kind = PG_GETARG_CHAR(0);

	SPI_connect();
	switch (kind)
	{
		case 'i':
			SPI_execute("INSERT INTO log VALUES (now())", false, 0);
			break;
		case 't':
			SPI_execute("TRUNCATE log", false, 0);
			break;
		case 'n':
			PG_RETURN_NULL();
			// <---------------- SPI connection
		default:
			elog(ERROR, "unknown kind \"%c\"", kind);
	}
	SPI_finish();
	PG_RETURN_VOID();
}
