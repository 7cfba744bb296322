#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
refresh_main(Datum arg)
{
}

static void
clear(BackgroundWorker *worker)
{
#if defined(CLEAR_ELSEWHERE)
	worker->bgw_type[0] = '\0';
#else
	memset(worker, 0, sizeof(BackgroundWorker));
#endif
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker;

	clear(&worker);
	strlcpy(worker.bgw_name, "refresh", BGW_MAXLEN);
	strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
	strlcpy(worker.bgw_function_name, "refresh_main", BGW_MAXLEN);
	worker.bgw_flags = BGWORKER_SHMEM_ACCESS;
	worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
	worker.bgw_restart_time = BGW_NEVER_RESTART;
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
