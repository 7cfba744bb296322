#include "postgres.h"
#include "executor/spi.h"

static SPIPlanPtr delete_plan = NULL;

void
delete_all(int turns)
{
	SPI_connect();
	while (turns-- > 0)
	{
		if (delete_plan == NULL)
		{
			delete_plan = SPI_prepare("DELETE FROM t", 0, NULL);
			// <--------------------------------------------------- `delete_plan` keeps a plan
			elog(DEBUG1, "prepared");
		}
		SPI_execute_plan(delete_plan, NULL, NULL, false, 0);
	}
	SPI_finish();
}
