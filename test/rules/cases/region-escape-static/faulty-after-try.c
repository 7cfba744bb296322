#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static HeapTuple last_row;

void remember_row(const char *query);

void
remember_row(const char *query)
{
	SPI_connect();
	PG_TRY();
	{
		SPI_execute(query, true, 1);
	}
	PG_CATCH();
	{
		last_row = NULL;
		PG_RE_THROW();
	}
	PG_END_TRY();
	if (SPI_processed == 0)
	{
		SPI_finish();
		return;
	}
	last_row = SPI_tuptable->vals[0];
	// <-------------------------------- which SPI_finish ends
	SPI_finish();
}
