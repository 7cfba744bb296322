#include "postgres.h"
#include "executor/spi.h"

#define PREPARE_ONCE(plan, command) \
	do { \
		if ((plan) == NULL) \
		{ \
			(plan) = SPI_prepare(command, 0, NULL); \
			if ((plan) == NULL || SPI_keepplan(plan)) \
				elog(ERROR, "cannot prepare"); \
		} \
	} while (0)

static SPIPlanPtr insert_plan = NULL;
static SPIPlanPtr delete_plan = NULL;

void
prepare_once(void)
{
	SPI_connect();
	PREPARE_ONCE(insert_plan, "INSERT INTO t DEFAULT VALUES");
	PREPARE_ONCE(delete_plan, "DELETE FROM t");
	SPI_finish();
}
