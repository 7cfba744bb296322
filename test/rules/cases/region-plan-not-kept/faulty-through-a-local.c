#include "postgres.h"
#include "executor/spi.h"

static SPIPlanPtr saved = NULL;

int
run_saved(void)
{
	int			rc;

	SPI_connect();
	if (saved == NULL)
	{
		SPIPlanPtr	plan;

		plan = SPI_prepare_cursor("SELECT * FROM t", 0, NULL, 0);
		if (plan == NULL)
			elog(ERROR, "cannot prepare");
		saved = plan;
		// <------------ `saved` keeps a plan
	}
	rc = SPI_execp(saved, NULL, NULL, 0);
	SPI_finish();
	return rc;
}
