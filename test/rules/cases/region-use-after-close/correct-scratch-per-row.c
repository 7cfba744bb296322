#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "nodes/pg_list.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

uint64 longest_row(const char *query);

uint64
longest_row(const char *query)
{
	MemoryContext scratch;
	uint64		best = 0;
	uint64		row = 0;

	if (SPI_connect() != SPI_OK_CONNECT)
		return 0;
	if (SPI_execute(query, true, 0) != SPI_OK_SELECT)
		ereport(ERROR, (errmsg("cannot run %s", query)));
	scratch = AllocSetContextCreate(CurrentMemoryContext, "row", ALLOCSET_SMALL_SIZES);
	while (row < SPI_processed)
	{
		List	   *values = NIL;
		ListCell   *lc;
		MemoryContext old = MemoryContextSwitchTo(scratch);

		for (int column = 1; column <= SPI_tuptable->tupdesc->natts; column++)
		{
			char	   *value = SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);

			if (value == NULL)
				break;
			values = lappend(values, value);
		}
		foreach(lc, values)
			best = Max(best, strlen(lfirst(lc)));
		MemoryContextSwitchTo(old);
		MemoryContextReset(scratch);
		row++;
	}
	MemoryContextDelete(scratch);
	SPI_finish();
	return best;
}
