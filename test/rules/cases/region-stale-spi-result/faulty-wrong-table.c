#include "postgres.h"
#include "executor/spi.h"

int
sum_of_names(void)
{
	int			sum = 0;

	SPI_connect();
	SPI_execute("SELECT name FROM parts", true, 0);
	for (uint64 row = 0; row < SPI_processed; ++row)
	//                         ^^^^^^^^^^^^^ `SPI_processed` tells of a later
	{
		SPI_execute("SELECT 1 FROM log", true, 0);
		if (SPI_result < 0)
			break;
		sum++;
	}
	SPI_finish();
	return sum;
}
