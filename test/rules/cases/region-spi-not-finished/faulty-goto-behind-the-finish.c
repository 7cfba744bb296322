#include "postgres.h"
#include "executor/spi.h"

int
purge(const char *table)
{
	int			rc;
	int			purged = -1;

	SPI_connect();
	rc = SPI_execute(psprintf("DELETE FROM %s", table), false, 0);
	if (rc != SPI_OK_DELETE)
		goto out;
	purged = (int) SPI_processed;
	SPI_finish();
out:
	return purged;
	// <-------------- SPI connection
}
