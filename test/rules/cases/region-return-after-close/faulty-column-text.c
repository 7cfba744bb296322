#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

char *first_column(const char *query);

char *
first_column(const char *query)
{
	char	   *value;

	SPI_connect();
	if (SPI_execute(query, true, 1) != SPI_OK_SELECT || SPI_processed == 0)
		elog(ERROR, "no row");
	value = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	SPI_finish();
	return value;
	//     ^^^^^ is returned after SPI_finish closed SPI region
}
