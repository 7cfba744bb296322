/*
 * settle.c: dynpgext_dev.settle(), which waits until the launcher has nothing left to do.
 *
 * It asks for a round of the launcher that begins from now on, and waits for one that leaves nothing under way.
 */
#include "loader.h"

#include "fmgr.h"
#include "pgstat.h"
#include "storage/latch.h"
#include "utils/timestamp.h"
#if PG_VERSION_NUM >= 140000
#include "utils/wait_event.h"
#endif

#include "registry.h"

LOADER_SQL_FUNCTION(dynpgext_dev_settle);

#define LOOK_AGAIN_MS 5

Datum
dynpgext_dev_settle(PG_FUNCTION_ARGS)
{
	int			timeout_ms = PG_ARGISNULL(0) ? 0 : PG_GETARG_INT32(0);
	TimestampTz end = TimestampTzPlusMilliseconds(GetCurrentTimestamp(), timeout_ms);
	uint64		asked = pg_atomic_fetch_add_u64(&registry->asked, 1) + 1;

	wake_launcher();
	while (pg_atomic_read_u64(&registry->settled) < asked)
	{
		if (GetCurrentTimestamp() >= end)
			PG_RETURN_BOOL(false);
		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, LOOK_AGAIN_MS, PG_WAIT_EXTENSION);
		ResetLatch(MyLatch);
		CHECK_FOR_INTERRUPTS();
	}
	PG_RETURN_BOOL(true);
}
