#include "postgres.h"
#include "executor/spi.h"

int
drain(void)
{
	int			i = 0;

	SPI_connect();
	SPI_exec("SELECT id FROM queue", 0);
	while (i < (int) SPI_processed)
	//               ^^^^^^^^^^^^^ `SPI_processed` tells of a later SPI command
	{
		SPI_exec("DELETE FROM queue WHERE done", 0);
		i++;
	}
	SPI_finish();
	return i;
}
