#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "nodes/pg_list.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(show_tables);

Datum
show_tables(PG_FUNCTION_ARGS)
{
	List	   *names = NIL;
	ListCell   *lc;

	SPI_connect();
	SPI_execute("SELECT relname FROM pg_class", true, 0);
	for (uint64 row = 0; row < SPI_processed; row++)
		names = lappend(names, SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, 1));
	names = list_concat(list_make1("all tables"), names);
	SPI_finish();
	foreach(lc, names)
	//          ^^^^^ after SPI_finish
		elog(NOTICE, "%s", (char *) lfirst(lc));
	PG_RETURN_VOID();
}
