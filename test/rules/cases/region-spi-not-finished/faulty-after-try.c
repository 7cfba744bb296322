#include "postgres.h"
#include "executor/spi.h"

bool
try_command(const char *command)
{
	volatile bool worked = false;

	SPI_connect();
	PG_TRY();
	{
		worked = SPI_execute(command, false, 0) >= 0;
	}
	PG_CATCH();
	{
		SPI_finish();
		PG_RE_THROW();
	}
	PG_END_TRY();
	return worked;
	// <-------------- SPI connection
}
