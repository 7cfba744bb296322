#include "dynpgext.h"
#define WORKER_DEFAULTS \
	.bgw_flags = BGWORKER_SHMEM_ACCESS, \
	.bgw_start_time = BgWorkerStart_RecoveryFinished, \
	.bgw_restart_time = BGW_NEVER_RESTART
#define WHOLE_WORKER(name) { .bgw_name = name, .bgw_flags = BGWORKER_SHMEM_ACCESS }
typedef struct ExtensionWorker { BackgroundWorker base; const char *note; } ExtensionWorker;
extern void fill_elsewhere(BackgroundWorker *worker);
void _Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker parts = { WORKER_DEFAULTS, .bgw_name = "parts" };
	BackgroundWorker whole = WHOLE_WORKER("whole");
	ExtensionWorker derived = {0};
	BackgroundWorker *base = &derived.base;
	BackgroundWorker *allocated = palloc0(sizeof(BackgroundWorker));

	base->bgw_flags = BGWORKER_SHMEM_ACCESS;
	fill_elsewhere(allocated);
	handle->register_bgworker(handle, &parts, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->register_bgworker(handle, &whole, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->register_bgworker(handle, (BackgroundWorker *) &derived, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->register_bgworker(handle, allocated, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
