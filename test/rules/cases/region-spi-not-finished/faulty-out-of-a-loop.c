#include "postgres.h"
#include "executor/spi.h"

bool
has_null(const char *query)
{
	SPI_connect();
	SPI_execute(query, true, 0);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		bool		isnull;

		(void) SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1, &isnull);
		if (isnull)
			return true;
			// <------------ SPI connection
	}
	SPI_finish();
	return false;
}
