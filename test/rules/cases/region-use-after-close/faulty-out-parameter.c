#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

static bool
fetch(const char *query, char **first)
{
	*first = NULL;
	if (SPI_execute(query, true, 1) != SPI_OK_SELECT || SPI_processed == 0)
		return false;
	*first = pstrdup("a value");
	return true;
}

void print_one(void);

void
print_one(void)
{
	char	   *value;

	SPI_connect();
	if (!fetch("SELECT 1", &value))
	{
		SPI_finish();
		return;
	}
	SPI_finish();
	elog(INFO, "%s", value);
	//               ^^^^^ after SPI_finish
}
