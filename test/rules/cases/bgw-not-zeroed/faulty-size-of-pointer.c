#include "dynpgext.h"
static void clear(BackgroundWorker *worker)
{
	memset(worker, 0, sizeof(worker));
	worker->bgw_flags = BGWORKER_SHMEM_ACCESS;
}
static void clear_all(BackgroundWorker *worker)
{
	memset(worker, 0, sizeof(*worker));
	worker->bgw_flags = BGWORKER_SHMEM_ACCESS;
}
void _Dynpgext_init(const dynpgext_handle *handle)
{
    BackgroundWorker half;
//                   ^^^^ is registered without
    BackgroundWorker all;

	clear(&half);
	clear_all(&all);
	strlcpy(half.bgw_name, "half", BGW_MAXLEN);
	handle->register_bgworker(handle, &half, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->register_bgworker(handle, &all, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
