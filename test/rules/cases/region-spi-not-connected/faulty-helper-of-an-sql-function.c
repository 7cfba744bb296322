#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(reset_counter);

/* It needs a connection of its caller. */
static int
run(const char *command)
{
	int			rc = SPI_exec(command, 0);

	return rc;
}

Datum
reset_counter(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(run("UPDATE counter SET value = 0"));
	//              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ run is called without an SPI connection
}
