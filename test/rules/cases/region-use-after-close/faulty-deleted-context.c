#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(first_letter);

Datum
first_letter(PG_FUNCTION_ARGS)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "work", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(work);
	char	   *name = psprintf("%c%d", 'x', PG_GETARG_INT32(0));

	MemoryContextSwitchTo(old);
	MemoryContextDelete(work);
	PG_RETURN_CHAR(name[0]);
	//             ^^^^^^^ read or written after MemoryContextDelete closed context "work"
}
