#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

List *find_even(List *numbers, int wanted);

List *
find_even(List *numbers, int wanted)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "search", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(work);
	ListCell   *lc;

	foreach(lc, numbers)
	{
		char	   *text = psprintf("%d", lfirst_int(lc));

		if (atoi(text) == wanted)
			return numbers;
			// <--------------- while context "search" is still current
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(work);
	return NIL;
}
