#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

HeapTuple newest(void);

HeapTuple
newest(void)
{
	HeapTuple	row;
	int			rc;

	SPI_connect();
	rc = SPI_execute("SELECT * FROM pg_class ORDER BY oid DESC LIMIT 1", true, 1);
	if (rc != SPI_OK_SELECT || SPI_processed == 0)
	{
		SPI_finish();
		return NULL;
	}
	row = SPI_tuptable->vals[0];
	SPI_finish();
	return row;
	//     ^^^ after SPI_finish
}
