#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "nodes/pg_list.h"

PG_MODULE_MAGIC;

static List *
collect(void)
{
	MemoryContext caller = CurrentMemoryContext;
	List	   *names = NIL;

	SPI_connect();
	SPI_execute("SELECT relname FROM pg_class", true, 0);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		char	   *name = SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1);
		MemoryContext procedure = MemoryContextSwitchTo(caller);

		names = lappend(names, pstrdup(name));
		MemoryContextSwitchTo(procedure);
	}
	SPI_finish();
	return names;
}

PG_FUNCTION_INFO_V1(print_all);
Datum
print_all(PG_FUNCTION_ARGS)
{
	ListCell   *lc;
	List	   *names = collect();

	foreach(lc, names)
		elog(NOTICE, "%s", (char *) lfirst(lc));
	PG_RETURN_INT32(list_length(names));
}
