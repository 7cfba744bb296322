#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "storage/ipc.h"

PGDLLEXPORT void sweep_main(Datum arg);

/* A connection per turn. */
void
sweep_main(Datum arg)
{
	int			turn;

	for (turn = 0; turn < 10; turn++)
	{
		if (SPI_connect() != SPI_OK_CONNECT)
			continue;
		if (SPI_execute("DELETE FROM old", false, 0) != SPI_OK_DELETE)
		{
			SPI_finish();
			break;
		}
		if (SPI_processed == 0)
		{
			SPI_finish();
			continue;
		}
		SPI_finish();
	}
	while (true)
	{
		SPI_connect();
		SPI_execute("SELECT 1", true, 0);
		if (SPI_processed > 0)
			proc_exit(0);
		SPI_finish();
	}
}
