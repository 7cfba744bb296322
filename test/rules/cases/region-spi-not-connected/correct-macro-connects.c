#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

#define WITH_SPI(statement) \
	do { \
		SPI_connect(); \
		statement; \
		SPI_finish(); \
	} while (0)

PG_FUNCTION_INFO_V1(through_macro);

Datum
through_macro(PG_FUNCTION_ARGS)
{
	WITH_SPI(SPI_execute("TRUNCATE t", false, 0));
	WITH_SPI({
		SPI_execute("TRUNCATE u", false, 0);
		SPI_execute("TRUNCATE v", false, 0);
	});
	PG_RETURN_VOID();
}
