#include "postgres.h"
#include "executor/spi.h"

bool
guarded(const char *command)
{
	volatile bool worked = false;

	PG_TRY();
	{
		SPI_connect();
		worked = SPI_execute(command, false, 0) >= 0;
		SPI_finish();
	}
	PG_CATCH();
	{
		FlushErrorState();
	}
	PG_END_TRY();
	return worked;
}

bool
finally_finished(const char *command)
{
	volatile int rc = 0;

	SPI_connect();
	PG_TRY();
	{
		rc = SPI_execute(command, false, 0);
	}
	PG_FINALLY();
	{
		SPI_finish();
	}
	PG_END_TRY();
	return rc >= 0;
}
