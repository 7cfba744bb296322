#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

int walk(int n);

int
walk(int n)
{
	MemoryContext turn = AllocSetContextCreate(CurrentMemoryContext, "turn", ALLOCSET_SMALL_SIZES);
	int			sum = 0;

	while (n-- > 0)
	{
		MemoryContext old = MemoryContextSwitchTo(turn);
		char	   *text = psprintf("%d", n);

		sum += (int) strlen(text);
		MemoryContextSwitchTo(old);
		MemoryContextReset(turn);
		if (sum > 50)
			break;
		if (sum == 13)
		{
			MemoryContextDelete(turn);
			return -1;
		}
	}
	MemoryContextDelete(turn);
	return sum;
}
