#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(longest);

Datum
longest(PG_FUNCTION_ARGS)
{
	Datum		word;
	bool		isnull;

	SPI_connect();
	SPI_execute("SELECT max(word) FROM words", true, 1);
	word = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull);
	if (!isnull)
		SPI_datumTransfer(word, false, -1);
		// <---------------------------------- The copy that SPI_datumTransfer makes is thrown away
	SPI_finish();
	if (isnull)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(word);
}
