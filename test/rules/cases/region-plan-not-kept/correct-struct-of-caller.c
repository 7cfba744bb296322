#include "postgres.h"
#include "executor/spi.h"

typedef struct Work
{
	SPIPlanPtr	plan;
} Work;

/* The connection is the caller's, and so is the struct. */
void
prepare_work(Work *work, const char *command)
{
	work->plan = SPI_prepare(command, 0, NULL);
	if (work->plan == NULL)
		elog(ERROR, "cannot prepare");
}

void
do_work(const char *command)
{
	Work		work = {NULL};

	SPI_connect();
	prepare_work(&work, command);
	SPI_execute_plan(work.plan, NULL, NULL, false, 0);
	SPI_finish();
}
