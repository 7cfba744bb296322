#include "postgres.h"
#include "executor/spi.h"

/* The loop is the check. */
void
print_all(void)
{
	SPI_connect();
	SPI_execute("SELECT name FROM people", true, 0);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		char	   *first = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
		char	   *name = SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1);

		elog(NOTICE, "%s follows %s", name, first);
	}
	SPI_finish();
}
