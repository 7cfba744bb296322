#include "postgres.h"
#include "executor/spi.h"

void
touch_all(void)
{
	uint64		i;

	SPI_connect();
	SPI_execute("SELECT name FROM tables", true, 0);
	for (i = 0; i < SPI_processed; i++)
	//              ^^^^^^^^^^^^^ `SPI_processed` tells of a later SPI command
	{
		char	   *name = SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1);

		SPI_execute(psprintf("UPDATE %s SET x = 1", name), false, 0);
	}
	SPI_finish();
}
