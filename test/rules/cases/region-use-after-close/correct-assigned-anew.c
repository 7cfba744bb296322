#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

void again(const char *query);

void
again(const char *query)
{
	char	   *text;
	MemoryContext work;

	SPI_connect();
	text = psprintf("EXPLAIN %s", query);
	SPI_execute(text, true, 0);
	SPI_finish();
	text = pstrdup(query);
	elog(LOG, "%s", text);

	work = AllocSetContextCreate(CurrentMemoryContext, "work", ALLOCSET_SMALL_SIZES);
	text = MemoryContextStrdup(work, query);
	MemoryContextDelete(work);
	text = query[0] == '\0' ? NULL : pstrdup(query + 1);
	if (text != NULL)
		elog(LOG, "%s", text);

	work = AllocSetContextCreate(CurrentMemoryContext, "more work", ALLOCSET_SMALL_SIZES);
	text = MemoryContextStrdup(work, query);
	elog(LOG, "%s", text);
	MemoryContextDelete(work);
}
