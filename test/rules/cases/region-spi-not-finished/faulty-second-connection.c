#include "postgres.h"
#include "executor/spi.h"

/* The first connection is closed as it should be. */
int
copy_then_count(void)
{
	int			copied;

	SPI_connect();
	SPI_execute("INSERT INTO copies SELECT * FROM originals", false, 0);
	copied = (int) SPI_processed;
	SPI_finish();
	if (copied == 0)
		return 0;

	SPI_connect();
	SPI_execute("SELECT 1 FROM copies", true, 0);
	copied = (int) SPI_processed;
	return copied;
	// <-------------- SPI connection
}
