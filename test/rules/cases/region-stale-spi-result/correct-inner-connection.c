#include "postgres.h"
#include "executor/spi.h"

/* SPI_finish gives the outer connection its variables back. */
static void
log_name(const char *name)
{
	SPI_connect();
	SPI_execute("INSERT INTO log DEFAULT VALUES", false, 0);
	SPI_finish();
	elog(DEBUG1, "%s", name);
}

void
log_all(void)
{
	SPI_connect();
	SPI_execute("SELECT name FROM people", true, 0);
	for (uint64 i = 0; i < SPI_processed; i++)
		log_name(SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1));
	SPI_finish();
}
