#include "postgres.h"
#include "executor/spi.h"

/* What is run is not known here. */
char *
only_value(const char *query, const char *table)
{
	char	   *value;

	SPI_connect();
	SPI_execute(query, true, 1);
	value = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	SPI_execute(psprintf("SELECT count(*) FROM %s", table), true, 1);
	value = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	elog(DEBUG1, "%s", value);
	SPI_finish();
	return NULL;
}
