#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(total);

static int64
count_of(const char *table)
{
	bool		isnull;
	Datum		d;

	SPI_execute(psprintf("SELECT count(*) FROM %s", table), true, 1);
	d = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull);
	return DatumGetInt64(d);
}

Datum
total(PG_FUNCTION_ARGS)
{
	int64		sum = 0;
	int64	   *where = &sum;
	bool		isnull;
	Datum		flag;

	SPI_connect();
	*where += count_of("pg_class");
	sum += count_of("pg_proc");
	SPI_execute("SELECT true", true, 1);
	flag = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull);
	if (!DatumGetBool(flag))
		sum = 0;
	SPI_finish();
	PG_RETURN_INT64(sum);
}
