#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

typedef struct Row { char *name; int len; } Row;

Row *read_row(void);

Row *
read_row(void)
{
	MemoryContext saved = CurrentMemoryContext;
	MemoryContext inner;
	Row		   *row = NULL;

	SPI_connect();
	SPI_execute("SELECT relname FROM pg_class", true, 1);
	if (SPI_processed == 1)
	{
		inner = MemoryContextSwitchTo(saved);
		row = palloc(sizeof(Row));
		row->name = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
		row->len = (int) strlen(row->name);
		MemoryContextSwitchTo(inner);
	}
	SPI_finish();
	return row;
}
