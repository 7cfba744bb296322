#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(lookup);

Datum
lookup(PG_FUNCTION_ARGS)
{
	static SPIPlanPtr plan = NULL;
	Oid			types[1] = {23};
	Datum		values[1];
	uint64		found;

	values[0] = PG_GETARG_DATUM(0);
	SPI_connect();
	if (!plan)
		plan = SPI_prepare("SELECT 1 FROM shops WHERE id = $1", 1, types);
		// <----------------------------------------------------------------- `plan` keeps a plan that ends with the SPI connection
	SPI_execute_plan(plan, values, NULL, true, 1);
	found = SPI_processed;
	SPI_finish();
	PG_RETURN_BOOL(found > 0);
}
