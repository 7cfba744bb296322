#include "postgres.h"
#include "executor/spi.h"

/* An aggregate gives a row, but not with GROUP BY. */
bool
has_groups(void)
{
	bool		isnull;

	SPI_connect();
	SPI_execute("SELECT count(*) FROM visits GROUP BY shop", true, 1);
	(void) SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull);
	//                   ^^^^^^^^^^^^^^^^^^^^^ may have returned no row
	SPI_finish();
	return !isnull;
}
