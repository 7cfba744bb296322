#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

char *setting(const char *name);

char *
setting(const char *name)
{
	char	   *query = psprintf("SHOW %s", name);
	char	   *value;

	if (SPI_connect() != SPI_OK_CONNECT)
		return NULL;
	if (SPI_execute(query, true, 1) < 0)
	{
		SPI_finish();
		ereport(ERROR, (errmsg("failed: %s", query)));
	}
	value = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	if (value == NULL)
	{
		char	   *what = pstrdup("nothing");

		elog(ERROR, "%s for %s", what, query);
	}
	elog(DEBUG1, "%s is %s", query, value);
	SPI_finish();
	return query;
}
