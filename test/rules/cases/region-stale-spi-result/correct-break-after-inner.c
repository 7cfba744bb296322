#include "postgres.h"
#include "executor/spi.h"

/* The loop ends with the inner command. */
bool
mark_first(void)
{
	bool		marked = false;

	SPI_connect();
	SPI_execute("SELECT marked FROM things", true, 0);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		bool		isnull;

		if (DatumGetBool(SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1, &isnull)))
		{
			SPI_execute("UPDATE things SET marked = false", false, 0);
			marked = true;
			break;
		}
	}
	SPI_finish();
	return marked;
}
