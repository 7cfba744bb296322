#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(price);

Datum
price(PG_FUNCTION_ARGS)
{
	Oid			types[1] = {23};
	Datum		values[1];
	Datum		result;
	bool		isnull;

	values[0] = PG_GETARG_DATUM(0);
	SPI_connect();
	SPI_execute_with_args("SELECT price::int FROM articles WHERE id = $1", 1, types, values, NULL, true, 1);
	result = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull);
	//                     ^^^^^^^^^^^^^^^^^^^^^ may have returned no row
	SPI_finish();
	if (isnull)
		PG_RETURN_NULL();
	PG_RETURN_INT32(DatumGetInt32(result));
}
