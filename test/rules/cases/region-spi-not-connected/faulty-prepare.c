#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(prepare_it);

Datum
prepare_it(PG_FUNCTION_ARGS)
{
	SPIPlanPtr	plan = SPI_prepare("SELECT 1", 0, NULL);
	//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SPI_prepare is called without an SPI connection

	PG_RETURN_BOOL(plan != NULL);
}
