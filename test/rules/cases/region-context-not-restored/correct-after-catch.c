#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static void risky(int n) { if (n > 3) elog(ERROR, "too large"); }

bool try_it(int n);

bool
try_it(int n)
{
	MemoryContext volatile_old = CurrentMemoryContext;
	volatile bool ok = true;

	MemoryContextSwitchTo(TopMemoryContext);
	PG_TRY();
	{
		risky(n);
		MemoryContextSwitchTo(volatile_old);
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(volatile_old);
		FlushErrorState();
		ok = false;
	}
	PG_END_TRY();
	return ok;
}
