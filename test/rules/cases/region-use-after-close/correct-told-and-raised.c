#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

int only_row(const char *table);

int
only_row(const char *table)
{
	char	   *query;
	char	   *value;
	int			result;

	if (SPI_connect() != SPI_OK_CONNECT)
		return -1;
	query = psprintf("SELECT n FROM %s", table);
	SPI_execute(query, true, 2);
	if (SPI_processed != 1)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("%s gave " UINT64_FORMAT " rows", query, SPI_processed)));
	value = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	if (value == NULL)
	{
		elog(WARNING, "%s gave NULL", query);
		SPI_finish();
		elog(ERROR, "%s has no number", table);
	}
	result = atoi(value);
	SPI_finish();
	return result;
}
