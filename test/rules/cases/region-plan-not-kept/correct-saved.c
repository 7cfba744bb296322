#include "postgres.h"
#include "executor/spi.h"

static SPIPlanPtr saved = NULL;

void
save(void)
{
	SPI_connect();
	if (saved == NULL)
	{
		SPIPlanPtr	plan = SPI_prepare("SELECT 1", 0, NULL);

		saved = SPI_saveplan(plan);
		SPI_freeplan(plan);
	}
	SPI_execute_plan(saved, NULL, NULL, true, 0);
	SPI_finish();
}

void
save_again(void)
{
	SPI_connect();
	saved = SPI_prepare("SELECT 2", 0, NULL);
	saved = SPI_saveplan(saved);
	SPI_finish();
}
