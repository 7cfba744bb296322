#include "postgres.h"
#include "executor/spi.h"

/* What the table holds, or a look at the number of rows below a helper. */
int
insert_one(void)
{
	bool		isnull;
	int			id = 0;

	SPI_connect();
	if (SPI_execute("INSERT INTO t DEFAULT VALUES RETURNING id", false, 0) == SPI_OK_INSERT_RETURNING &&
		SPI_processed == 1)
		id = DatumGetInt32(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	if (!SPI_processed)
	{
		SPI_finish();
		return 0;
	}
	id += DatumGetInt32(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	SPI_finish();
	return id;
}
