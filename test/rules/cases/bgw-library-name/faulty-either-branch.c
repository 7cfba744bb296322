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

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {0};

#ifdef WITH_NAMES
	strlcpy(worker.bgw_type, "refresh", BGW_MAXLEN);
#else
	strlcpy(worker.bgw_type, "other", BGW_MAXLEN);
#endif
	strlcpy(worker.bgw_name, "refresh", BGW_MAXLEN);
	strlcpy(worker.bgw_function_name, "refresh_main", BGW_MAXLEN);
	worker.bgw_flags = BGWORKER_SHMEM_ACCESS;
	worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
	worker.bgw_restart_time = BGW_NEVER_RESTART;
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
//                                 ^^^^^^^ is never set
}
