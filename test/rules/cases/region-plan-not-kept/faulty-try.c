#include "postgres.h"
#include "executor/spi.h"

static SPIPlanPtr plan = NULL;

bool
ready(void)
{
	SPI_connect();
	PG_TRY();
	{
		if (plan == NULL)
			plan = SPI_prepare("SELECT ready()", 0, NULL);
			// <--------------------------------------------- `plan` keeps a plan
	}
	PG_CATCH();
	{
		SPI_finish();
		PG_RE_THROW();
	}
	PG_END_TRY();
	SPI_finish();
	return plan != NULL;
}
