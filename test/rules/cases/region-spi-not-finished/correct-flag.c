#include "postgres.h"
#include "executor/spi.h"

/* Connected and finished under the same condition. */
int
count_rows(const char *query, bool connected_already)
{
	int			rows;
	bool		connected = false;

	if (!connected_already)
	{
		SPI_connect();
		connected = true;
	}
	SPI_execute(query, true, 0);
	rows = (int) SPI_processed;
	if (connected)
		SPI_finish();
	return rows;
}

int
count_again(const char *query, bool connect)
{
	int			rows;

	if (connect)
		SPI_connect();
	SPI_execute(query, true, 0);
	rows = (int) SPI_processed;
	if (connect)
		SPI_finish();
	return rows;
}
