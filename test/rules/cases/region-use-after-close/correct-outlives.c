#include "postgres.h"
#include "fmgr.h"
#include "access/htup_details.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(outlives);

Datum
outlives(PG_FUNCTION_ARGS)
{
	char	   *buffer;
	HeapTuple	row;

	SPI_connect();
	SPI_execute("SELECT 'x'", true, 1);
	buffer = SPI_palloc(64);
	snprintf(buffer, 64, "%s", SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1));
	buffer = SPI_repalloc(buffer, 128);
	row = SPI_copytuple(SPI_tuptable->vals[0]);
	SPI_finish();
	elog(LOG, "%s with %d columns", buffer, (int) HeapTupleHeaderGetNatts(row->t_data));
	heap_freetuple(row);
	PG_RETURN_VOID();
}
