#include "postgres.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static void fill(StringInfo buffer, int n) { while (n-- > 0) appendStringInfoChar(buffer, 'x'); }

StringInfo row_of(int n);

StringInfo
row_of(int n)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext, "row", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(scratch);
	StringInfo	buffer = makeStringInfo();

	PG_TRY();
	{
		fill(buffer, n);
	}
	PG_FINALLY();
	{
		MemoryContextSwitchTo(old);
		MemoryContextDelete(scratch);
	}
	PG_END_TRY();
	return buffer;
	//     ^^^^^^ after MemoryContextDelete closed context "row"
}
