#include "postgres.h"
#include "executor/spi.h"

static void
log_row(uint64 number)
{
	if (SPI_execute("INSERT INTO log DEFAULT VALUES", false, 0) < 0)
		elog(ERROR, "cannot log row " UINT64_FORMAT, number);
}

void
log_all(void)
{
	SPI_connect();
	SPI_execute("SELECT 1 FROM rows", true, 0);
	for (uint64 i = 0; i < SPI_processed; i++)
	//                     ^^^^^^^^^^^^^ `SPI_processed` tells of a later SPI command
		log_row(i);
	SPI_finish();
}
