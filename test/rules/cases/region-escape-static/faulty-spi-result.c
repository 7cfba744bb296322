#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static char *server_name = NULL;

void load_name(void);

void
load_name(void)
{
	SPI_connect();
	SPI_execute("SELECT current_database()", true, 1);
	server_name = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	// <--------------------------------------------------------------------------- which SPI_finish ends
	SPI_finish();
}
