#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

void strict_query(const char *query);

void
strict_query(const char *query)
{
	MemoryContext words = AllocSetContextCreate(CurrentMemoryContext, "words", ALLOCSET_SMALL_SIZES);
	char	   *copy = MemoryContextStrdup(words, query);
	char	   *state;

	SPI_connect();
	state = pstrdup("running");
	if (SPI_execute(copy, false, 0) < 0)
	{
		state = psprintf("failed with %d", SPI_result);
		ereport(ERROR,
				(errmsg("could not run %s", copy),
				 errdetail("The query is %s.", state)));
	}
	elog(DEBUG1, "%s", state);
	SPI_finish();
	MemoryContextDelete(words);
}
