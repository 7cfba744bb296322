#include "postgres.h"
#include "executor/spi.h"

static SPIPlanPtr plan = NULL;

/* What was kept is set back when it cannot be. */
bool
prepare_or_not(const char *command)
{
	bool		kept = true;

	SPI_connect();
	plan = SPI_prepare(command, 0, NULL);
	if (SPI_keepplan(plan) < 0)
	{
		plan = NULL;
		kept = false;
	}
	SPI_finish();
	return kept;
}
