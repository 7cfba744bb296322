#include "postgres.h"
#include "executor/spi.h"

/* The row that is not there is forgotten about. */
int
shop_visits(int shop, int *visits)
{
	bool		isnull;
	char	   *query = psprintf("SELECT visits FROM shops WHERE id = %d", shop);

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (SPI_execute(query, true, 1) != SPI_OK_SELECT)
		return -1;
		// <---------- `shop_visits` returns with its SPI connection still open
	if (SPI_processed == 0)
		return 0;
		// <--------- `shop_visits` returns with its SPI connection still open
	*visits = DatumGetInt32(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	SPI_finish();
	return 1;
}
