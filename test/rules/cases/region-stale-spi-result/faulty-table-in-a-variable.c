#include "postgres.h"
#include "executor/spi.h"

void
show_first(void)
{
	int			ret;

	SPI_connect();
	ret = SPI_exec("SELECT name, born FROM people WHERE id = 3", 1);
	if (ret > 0 && SPI_tuptable != NULL)
	{
		SPITupleTable *tuptable = SPI_tuptable;
		TupleDesc	tupdesc = tuptable->tupdesc;

		elog(INFO, "%s", SPI_getvalue(tuptable->vals[0], tupdesc, 1));
		//                            ^^^^^^^^^^^^^^^^^ may have returned no row
	}
	SPI_finish();
}
