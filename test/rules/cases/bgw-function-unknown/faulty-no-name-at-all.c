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
	BackgroundWorker worker = {
		.bgw_name = "refresh",
		.bgw_type = "refresh",
		.bgw_function_name = "refresh_main(",
//                     ^^^^^^^^^^^^^^^ has no function refresh_main(
		.bgw_flags = BGWORKER_SHMEM_ACCESS,
		.bgw_start_time = BgWorkerStart_RecoveryFinished,
		.bgw_restart_time = BGW_NEVER_RESTART,
	};

	strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
