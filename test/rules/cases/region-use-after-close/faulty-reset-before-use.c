#include "postgres.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
void log_numbers(const int *numbers, int n);

void
log_numbers(const int *numbers, int n)
{
	MemoryContext turn = AllocSetContextCreate(CurrentMemoryContext, "turn", ALLOCSET_SMALL_SIZES);
	MemoryContext old = CurrentMemoryContext;

	for (int i = 0; i < n; i++)
	{
		char	   *text;

		MemoryContextSwitchTo(turn);
		text = psprintf("number %d", numbers[i]);
		MemoryContextSwitchTo(old);
		MemoryContextReset(turn);
		elog(LOG, "%s", text);
		//              ^^^^ after MemoryContextReset emptied context "turn"
	}
	MemoryContextDelete(turn);
}
