#include "postgres.h"
#include "executor/spi.h"

static SPIPlanPtr totals = NULL;

void
remember_totals(void)
{
	SPIPlanPtr	plan;

	SPI_connect();
	plan = SPI_prepare("SELECT sum(x) FROM t", 0, NULL);
	SPI_finish();
	totals = plan;
	// <------------- `totals` keeps a plan
}
