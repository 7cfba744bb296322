#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

List *numbers(int n);

List *
numbers(int n)
{
	List	   *result;
	MemoryContext work,
				old;
	int			i;

	work = AllocSetContextCreate(CurrentMemoryContext,
								 "numbers",
								 ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(work);
	result = list_make1_int(0);
	for (i = 1; i < n; i++)
	{
		if (i % 7 == 0)
			continue;
		result = lappend_int(result, i);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(work);
	return result;
	//     ^^^^^^ after MemoryContextDelete closed context "numbers"
}
