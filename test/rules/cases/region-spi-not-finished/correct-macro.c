#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(check_table);

#define FINISH_AND_RETURN(value) \
	do { \
		SPI_finish(); \
		PG_RETURN_BOOL(value); \
	} while (0)

Datum
check_table(PG_FUNCTION_ARGS)
{
	SPI_connect();
	if (SPI_execute("SELECT 1 FROM checks", true, 1) != SPI_OK_SELECT)
		FINISH_AND_RETURN(false);
	if (SPI_processed == 0)
		FINISH_AND_RETURN(false);
	FINISH_AND_RETURN(true);
}
