#include "postgres.h"
#include "executor/spi.h"

/* Not static: whoever calls it may be connected. */
int
run_command(const char *command)
{
	return SPI_execute(command, false, 0);
}

uint64
rows_of(const char *command)
{
	if (SPI_execute(command, true, 0) < 0)
		return 0;
	return SPI_processed;
}
