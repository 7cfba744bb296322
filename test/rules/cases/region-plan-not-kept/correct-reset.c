#include "postgres.h"
#include "executor/spi.h"

/* For functions called in between, and gone before the connection is. */
static SPIPlanPtr current = NULL;

extern void run_current(void);

void
with_plan(void)
{
	SPI_connect();
	current = SPI_prepare("SELECT 1", 0, NULL);
	run_current();
	current = NULL;
	SPI_finish();
}
