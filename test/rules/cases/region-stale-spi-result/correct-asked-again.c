#include "postgres.h"
#include "executor/spi.h"

/* Each turn asks anew, and means the new answer. */
int
until_empty(void)
{
	int			turns = 0;

	SPI_connect();
	SPI_execute("SELECT 1 FROM queue", true, 1);
	while (SPI_processed > 0)
	{
		SPI_execute("DELETE FROM queue WHERE id = (SELECT min(id) FROM queue)", false, 0);
		turns++;
		SPI_execute("SELECT 1 FROM queue", true, 1);
	}
	do
	{
		SPI_execute("DELETE FROM parts WHERE ctid IN (SELECT ctid FROM parts LIMIT 100)", false, 0);
	} while (SPI_processed > 0);
	SPI_finish();
	return turns;
}
