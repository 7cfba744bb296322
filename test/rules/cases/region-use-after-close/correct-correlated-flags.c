#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

void maybe(bool wanted, const char *query);

void
maybe(bool wanted, const char *query)
{
	bool		connected = false;
	char	   *text = NULL;

	if (wanted)
	{
		SPI_connect();
		connected = true;
	}
	text = psprintf("%s LIMIT 1", query);
	if (connected)
	{
		SPI_execute(text, true, 1);
		SPI_finish();
	}
	if (!connected)
		elog(LOG, "not run: %s", text);
}
