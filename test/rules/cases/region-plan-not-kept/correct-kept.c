#include "postgres.h"
#include "executor/spi.h"

static SPIPlanPtr one = NULL;
static SPIPlanPtr other = NULL;

void
prepare_both(void)
{
	SPIPlanPtr	plan;

	SPI_connect();
	if (one == NULL)
	{
		one = SPI_prepare("SELECT 1", 0, NULL);
		if (SPI_keepplan(one) != 0)
			elog(ERROR, "SPI_keepplan failed");
	}
	plan = SPI_prepare("SELECT 2", 0, NULL);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed");
	if (SPI_keepplan(plan))
		elog(ERROR, "SPI_keepplan failed");
	other = plan;
	SPI_finish();
}
