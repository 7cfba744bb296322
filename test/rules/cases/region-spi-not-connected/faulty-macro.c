#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

#define RUN(command) \
	do { \
		if (SPI_execute(command, false, 0) < 0) \
			elog(ERROR, "%s failed", command); \
	} while (0)

PG_FUNCTION_INFO_V1(tidy);

Datum
tidy(PG_FUNCTION_ARGS)
{
	RUN("TRUNCATE scratch");
	// <----------------------- SPI_execute is called without an SPI connection
	PG_RETURN_VOID();
}
