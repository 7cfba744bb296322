#include "postgres.h"
#include "executor/spi.h"

/* One after the other, and one inside the other. */
int
inner(void)
{
	int			rows;

	SPI_connect();
	SPI_execute("SELECT 2", true, 0);
	rows = (int) SPI_processed;
	SPI_finish();
	return rows;
}

int
outer(bool twice)
{
	int			rows;

	SPI_connect();
	SPI_execute("SELECT 1", true, 0);
	rows = inner();
	SPI_finish();
	if (!twice)
		return rows;
	SPI_connect();
	SPI_connect();
	SPI_execute("SELECT 1", true, 0);
	SPI_finish();
	rows += (int) SPI_processed;
	SPI_finish();
	return rows;
}
