#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(compact);
PG_FUNCTION_INFO_V1(expand);

static void
open_spi(void)
{
	int			rc = SPI_connect();

	if (rc != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed: %s", SPI_result_code_string(rc));
}

extern void somewhere_else(FunctionCallInfo fcinfo);

Datum
compact(PG_FUNCTION_ARGS)
{
	open_spi();
	SPI_execute("DELETE FROM t WHERE old", false, 0);
	SPI_finish();
	PG_RETURN_VOID();
}

/* Whether that function connects cannot be seen. */
Datum
expand(PG_FUNCTION_ARGS)
{
	somewhere_else(fcinfo);
	SPI_execute("INSERT INTO t DEFAULT VALUES", false, 0);
	SPI_finish();
	PG_RETURN_VOID();
}
