#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

bool has_pair(const int *numbers, int n, int sum);

bool
has_pair(const int *numbers, int n, int sum)
{
	MemoryContext turn = AllocSetContextCreate(CurrentMemoryContext, "pairs", ALLOCSET_SMALL_SIZES);
	MemoryContext old = CurrentMemoryContext;
	bool		found = false;

	for (int i = 0; i < n && !found; i++)
	{
		char	   *label;

		MemoryContextSwitchTo(turn);
		label = psprintf("%d", numbers[i]);
		for (int j = 0; j < n; j++)
		{
			if (i == j)
				continue;
			if (numbers[i] + numbers[j] == sum)
			{
				elog(DEBUG1, "found with %s", label);
				found = true;
				break;
			}
		}
		MemoryContextReset(turn);
		if (found)
			break;
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(turn);
	return found;
}
