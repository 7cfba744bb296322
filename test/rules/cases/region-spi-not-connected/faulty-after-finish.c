#include "postgres.h"
#include "executor/spi.h"

/* Anybody may call it, but here its own connection is closed. */
int
flush_queue(int limit)
{
	int			rows = 0;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	SPI_execute("SELECT 1 FROM queue", true, limit);
	rows = (int) SPI_processed;
	SPI_finish();
	return rows;
}

int			flushed(void);

int
flushed(void)
{
	flush_queue(1);
	return 0;
}

Datum		drain(PG_FUNCTION_ARGS);

Datum
drain(PG_FUNCTION_ARGS)
{
	int			rows;

	SPI_connect();
	SPI_execute("SELECT 1 FROM queue", true, 0);
	rows = (int) SPI_processed;
	SPI_finish();
	if (rows > 0 && SPI_execute("DELETE FROM queue", false, 0) != SPI_OK_DELETE)
	//              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ after SPI_finish
		elog(WARNING, "the queue stays as it is");
	PG_RETURN_INT32(rows);
}
