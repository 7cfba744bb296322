#include "postgres.h"
#include "executor/spi.h"

/* The number of rows is kept, the table is not. */
void
rename_all(void)
{
	int			rows;

	SPI_connect();
	SPI_execute("SELECT name FROM tables", true, 0);
	rows = (int) SPI_processed;
	for (int i = 0; i < rows; ++i)
	{
		HeapTuple	tuple = SPI_tuptable->vals[i];
		//                ^^^^^^^^^^^^^^^^^^^^^ `SPI_tuptable` tells of a later SPI command

		SPI_execute(psprintf("ALTER TABLE %p RENAME TO x", tuple), false, 0);
	}
	SPI_finish();
}
