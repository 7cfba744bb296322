#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(run_it);

Datum
run_it(PG_FUNCTION_ARGS)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext procedure;
	char	   *result = NULL;

	SPI_connect();
	procedure = CurrentMemoryContext;
	SPI_execute("SELECT 1", true, 1);
	MemoryContextSwitchTo(caller);
	result = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	if (result == NULL)
		MemoryContextSwitchTo(procedure);
	SPI_finish();
	PG_RETURN_CSTRING(result);
}
