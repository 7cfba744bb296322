#include "postgres.h"
#include "executor/spi.h"

#define GIVE_UP_UNLESS(condition) \
	do { \
		if (!(condition)) \
			return false; \
	} while (0)

bool
vacuum_table(const char *name)
{
	GIVE_UP_UNLESS(name != NULL);
	SPI_connect();
	GIVE_UP_UNLESS(SPI_execute(name, false, 0) == SPI_OK_UTILITY);
	// <------------------------------------------------------------- `vacuum_table` returns with its SPI connection still open
	SPI_finish();
	return true;
}
