#include "postgres.h"
#include "executor/spi.h"

uint64
count_twice(void)
{
	SPIPlanPtr	plan;
	uint64		rows;

	SPI_connect();
	plan = SPI_prepare("SELECT 1 FROM t", 0, NULL);
	SPI_execute_plan(plan, NULL, NULL, true, 0);
	rows = SPI_processed;
	SPI_execute_plan(plan, NULL, NULL, true, 0);
	rows += SPI_processed;
	SPI_finish();
	return rows;
}
