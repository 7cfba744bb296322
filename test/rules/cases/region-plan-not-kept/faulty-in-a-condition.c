#include "postgres.h"
#include "executor/spi.h"

static SPIPlanPtr insert_plan;

void
insert_row(void)
{
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (insert_plan == NULL)
	{
		if ((insert_plan = SPI_prepare("INSERT INTO t DEFAULT VALUES", 0, NULL)) == NULL)
		//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `insert_plan` keeps a plan
			elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	}
	SPI_execute_plan(insert_plan, NULL, NULL, false, 0);
	SPI_finish();
}
