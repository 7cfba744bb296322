#include "postgres.h"
#include "executor/spi.h"

int
port(void)
{
	HeapTuple	row;
	bool		isnull;
	int			value;

	SPI_connect();
	SPI_execute("SELECT port FROM servers LIMIT 1", true, 0);
	row = SPI_tuptable->vals[0];
	//    ^^^^^^^^^^^^^^^^^^^^^ may have returned no row
	value = DatumGetInt32(SPI_getbinval(row, SPI_tuptable->tupdesc, 1, &isnull));
	SPI_finish();
	return isnull ? -1 : value;
}
