#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(has_rows);

Datum
has_rows(PG_FUNCTION_ARGS)
{
	char	   *value = NULL;
	char	   *other;
	bool		same;

	SPI_connect();
	SPI_execute("SELECT oid FROM pg_class", true, 1);
	if (SPI_processed > 0)
		value = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	other = value;
	SPI_finish();
	same = other == value;
	value = NULL;
	PG_RETURN_BOOL(same && other != NULL);
}
