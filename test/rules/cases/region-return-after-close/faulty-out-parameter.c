#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

bool lookup_owner(const char *table, char **owner);

bool
lookup_owner(const char *table, char **owner)
{
	SPI_connect();
	SPI_execute(psprintf("SELECT relowner::regrole FROM pg_class WHERE relname = '%s'", table), true, 1);
	if (SPI_processed != 1)
	{
		SPI_finish();
		return false;
	}
	*owner = pstrdup("somebody");
	// <---------------------------- `*owner` is handed to the caller after SPI_finish
	SPI_finish();
	return true;
}
