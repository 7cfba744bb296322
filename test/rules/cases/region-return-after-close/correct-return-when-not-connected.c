#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

char *value_or(const char *query, char *fallback);

char *
value_or(const char *query, char *fallback)
{
	char	   *made = psprintf("(%s)", query);
	char	   *result = fallback;

	if (SPI_connect() != SPI_OK_CONNECT)
		return made;
	if (SPI_execute(made, true, 1) != SPI_OK_SELECT)
	{
		SPI_finish();
		return made;
	}
	if (SPI_processed > 0)
		result = "some";
	SPI_finish();
	return result;
}
