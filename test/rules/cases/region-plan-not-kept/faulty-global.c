-- plans.h --
#include "executor/spi.h"
extern SPIPlanPtr shared_plan;
-- plans.c --
#include "postgres.h"
#include "plans.h"

SPIPlanPtr shared_plan = NULL;
-- use.c --
#include "postgres.h"
#include "plans.h"

void
use_plan(void)
{
	SPI_connect();
	if (shared_plan == NULL)
		shared_plan = SPI_prepare("SELECT 1", 0, NULL);
		// <---------------------------------------------- `shared_plan` keeps a plan
	SPI_execute_plan(shared_plan, NULL, NULL, true, 0);
	SPI_finish();
}
