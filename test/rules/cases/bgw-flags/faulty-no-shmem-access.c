#include "dynpgext.h"
#define WORKER_FLAGS BGWORKER_BACKEND_DATABASE_CONNECTION
void _Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker w;

	MemSet(&w, 0, sizeof(BackgroundWorker));
	w.bgw_flags = WORKER_FLAGS;
	//^^^^^^^^^ lacks BGWORKER_SHMEM_ACCESS: PostgreSQL refuses
	w.bgw_start_time = BgWorkerStart_ConsistentState;
	handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
