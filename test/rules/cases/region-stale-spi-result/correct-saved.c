#include "postgres.h"
#include "executor/spi.h"

void
touch_all(void)
{
	SPITupleTable *table;
	uint64		rows;

	SPI_connect();
	SPI_execute("SELECT name FROM tables", true, 0);
	table = SPI_tuptable;
	rows = SPI_processed;
	for (uint64 i = 0; i < rows; i++)
	{
		char	   *name = SPI_getvalue(table->vals[i], table->tupdesc, 1);

		SPI_execute(psprintf("UPDATE %s SET x = 1", name), false, 0);
	}
	SPI_finish();
}
