#include "postgres.h"
#include "executor/spi.h"

/* The rows are counted, or the variable is of another query that always has one. */
void
show_first(void)
{
	SPITupleTable *people;
	SPITupleTable *count;
	uint64		rows;

	SPI_connect();
	SPI_exec("SELECT name FROM people WHERE id = 3", 1);
	people = SPI_tuptable;
	rows = SPI_processed;
	SPI_exec("SELECT count(*) FROM people", 1);
	count = SPI_tuptable;
	elog(INFO, "one of %s", SPI_getvalue(count->vals[0], count->tupdesc, 1));
	if (rows > 0)
		elog(INFO, "%s", SPI_getvalue(people->vals[0], people->tupdesc, 1));
	SPI_finish();
}

void
show_counted(void)
{
	SPITupleTable *table;

	SPI_connect();
	SPI_exec("SELECT name FROM people WHERE id = 3", 1);
	table = SPI_tuptable;
	if (table->numvals == 1)
		elog(INFO, "%s", SPI_getvalue(table->vals[0], table->tupdesc, 1));
	SPI_finish();
}
