#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

static void
fetch(const char *query, char **first)
{
	if (SPI_execute(query, true, 1) != SPI_OK_SELECT || SPI_processed == 0)
		elog(ERROR, "no row");
	*first = pstrdup("a value");
}

void print_one(void);

void
print_one(void)
{
	char	   *value;

	SPI_connect();
	fetch("SELECT 1", &value);
	SPI_finish();
	elog(INFO, "%s", value);
	//               ^^^^^ after SPI_finish
}
