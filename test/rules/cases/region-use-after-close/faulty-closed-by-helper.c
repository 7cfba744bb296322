#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(owner_length);

static void
done(void)
{
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "SPI_finish failed");
}

static char *
owner(void)
{
	return SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
}

Datum
owner_length(PG_FUNCTION_ARGS)
{
	char	   *name;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (SPI_execute("SELECT current_user", true, 1) != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "no user");
	name = owner();
	done();
	PG_RETURN_INT32((int32) strlen(name));
	//                             ^^^^ passed to strlen after done closed SPI region
}
