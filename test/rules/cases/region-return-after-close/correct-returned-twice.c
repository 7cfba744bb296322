#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

char *two_steps(const char *query, bool cleanup);

/* The second connection has nothing to do with the value of the first. */
char *
two_steps(const char *query, bool cleanup)
{
	char	   *value;

	SPI_connect();
	SPI_execute(query, true, 1);
	value = SPI_palloc(8);
	strlcpy(value, "first", 8);
	SPI_finish();
	if (cleanup)
	{
		SPI_connect();
		SPI_execute(psprintf("DELETE FROM log WHERE q = '%s'", value), false, 0);
		SPI_finish();
	}
	return value;
}
