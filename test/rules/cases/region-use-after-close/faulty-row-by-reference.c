#include "postgres.h"
#include "fmgr.h"
#include "access/htup_details.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(columns);

Datum
columns(PG_FUNCTION_ARGS)
{
	HeapTuple	row = NULL;
	int			natts;

	SPI_connect();
	SPI_execute("SELECT 1, 2, 3", true, 1);
	if (SPI_processed > 0)
		row = SPI_tuptable->vals[0];
	else
		elog(ERROR, "no row");
	SPI_finish();
	natts = HeapTupleHeaderGetNatts(row->t_data);
	//                              ^^^^^^^^^^^ after SPI_finish
	PG_RETURN_INT32(natts);
}
