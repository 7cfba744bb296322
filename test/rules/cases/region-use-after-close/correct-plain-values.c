#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/timestamp.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(counted);

Datum
counted(PG_FUNCTION_ARGS)
{
	bool		isnull;
	int32		n = 0;
	float8		ratio;
	Oid			owner;
	uint64		rows;

	SPI_connect();
	SPI_execute("SELECT count(*)::int4, 0.5::float8, 10::oid FROM pg_class", true, 1);
	rows = SPI_processed;
	n = DatumGetInt32(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	ratio = DatumGetFloat8(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 2, &isnull));
	owner = DatumGetObjectId(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 3, &isnull));
	SPI_finish();
	elog(LOG, "%d %f %u %d", n, ratio, owner, (int) rows);
	PG_RETURN_INT32(isnull ? 0 : n);
}
