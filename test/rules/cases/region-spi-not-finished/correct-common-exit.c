#include "postgres.h"
#include "executor/spi.h"

int
archive(void)
{
	int			moved = -1;

	SPI_connect();
	if (SPI_execute("INSERT INTO old SELECT * FROM new", false, 0) != SPI_OK_INSERT)
		goto out;
	moved = (int) SPI_processed;
	if (moved == 0)
		goto out;
	if (SPI_execute("DELETE FROM new", false, 0) != SPI_OK_DELETE)
		moved = -1;
out:
	SPI_finish();
	return moved;
}
