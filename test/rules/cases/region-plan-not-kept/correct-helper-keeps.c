#include "postgres.h"
#include "executor/spi.h"

static SPIPlanPtr first;
static SPIPlanPtr second;

static void
keep(SPIPlanPtr plan)
{
	if (plan == NULL || SPI_keepplan(plan) != 0)
		elog(ERROR, "cannot keep a plan");
}

static SPIPlanPtr
prepare_kept(const char *command)
{
	SPIPlanPtr	plan = SPI_prepare(command, 0, NULL);

	SPI_keepplan(plan);
	return plan;
}

void
prepare_first(void)
{
	SPI_connect();
	first = SPI_prepare("SELECT 1", 0, NULL);
	keep(first);
	second = prepare_kept("SELECT 2");
	SPI_finish();
}
