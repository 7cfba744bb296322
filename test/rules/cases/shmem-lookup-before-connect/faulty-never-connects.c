-- worker.c --
#include "postgres.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"
#include "names.h"

void
counter_main(Datum arg)
{
	int64 *seen;

	pqsignal(SIGTERM, SignalHandlerForShutdownRequest);
	BackgroundWorkerUnblockSignals();
	seen = dynpgext_lookup_shmem(SEEN);
	//                           ^^^^ counter_main never connects
	if (!seen)
		return;
	while (!ShutdownRequestPending)
	{
		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, 1000L, PG_WAIT_EXTENSION);
		ResetLatch(MyLatch);
		pg_atomic_fetch_add_u64((pg_atomic_uint64 *) seen, 1);
	}
}
-- names.h --
#define SEEN "seen:5:" "counter"
extern PGDLLEXPORT void counter_main(Datum arg);
-- init.c --
#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#define DYNPGEXT_REGISTER_BGWORKER_ARGS 3
#include "dynpgext.h"
#include "names.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void zero_seen(void *ptr, void *data)
{
	memset(ptr, 0, sizeof(int64));
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker bgw;

	memset(&bgw, 0, sizeof(bgw));
	snprintf(bgw.bgw_name, BGW_MAXLEN, "counter");
	snprintf(bgw.bgw_library_name, BGW_MAXLEN, "%s", handle->library_name);
	snprintf(bgw.bgw_function_name, BGW_MAXLEN, "counter_main");
	bgw.bgw_flags = BGWORKER_SHMEM_ACCESS;
	bgw.bgw_start_time = BgWorkerStart_RecoveryFinished;
	bgw.bgw_restart_time = BGW_NEVER_RESTART;
	handle->allocate_shmem(handle, SEEN, sizeof(int64), zero_seen, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	handle->register_bgworker(handle, &bgw, DYNPGEXT_SCOPE_GLOBAL);
}
