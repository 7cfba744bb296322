#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static void parse(char *text) { text[0] = ' '; }

void run(const char *source);

void
run(const char *source)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext, "scratch", ALLOCSET_DEFAULT_SIZES);
	char	   *copy = MemoryContextStrdup(scratch, source);

	PG_TRY();
	{
		parse(copy);
	}
	PG_FINALLY();
	{
		MemoryContextDelete(scratch);
	}
	PG_END_TRY();
	elog(LOG, "parsed %s", copy);
	//                     ^^^^ after MemoryContextDelete closed context "scratch"
}
