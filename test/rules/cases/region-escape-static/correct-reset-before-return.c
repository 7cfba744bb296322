#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "nodes/pg_list.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(walk_rows);

/* What the callbacks of this call look at. */
static List *current_rows = NIL;
static char *current_query = NULL;

static void
visit(int i)
{
	elog(DEBUG1, "%d of %d in %s", i, list_length(current_rows), current_query);
}

Datum
walk_rows(PG_FUNCTION_ARGS)
{
	current_query = psprintf("SELECT %d", PG_GETARG_INT32(0));
	SPI_connect();
	SPI_execute(current_query, true, 0);
	for (uint64 i = 0; i < SPI_processed; i++)
		current_rows = lappend(current_rows, SPI_copytuple(SPI_tuptable->vals[i]));
	visit(0);
	current_rows = NIL;
	SPI_finish();
	current_query = NULL;
	PG_RETURN_VOID();
}
