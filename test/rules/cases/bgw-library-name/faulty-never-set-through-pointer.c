// options: {"settings": {"registerBgworkerArguments": 3}}
#include "dynpgext.h"
static void
add(const dynpgext_handle *handle, BackgroundWorker *worker)
{
	worker->bgw_flags = BGWORKER_SHMEM_ACCESS;
	handle->register_bgworker(handle, worker, DYNPGEXT_SCOPE_GLOBAL);
	//                                ^^^^^^ is never set
}
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	static BackgroundWorker unused;
	BackgroundWorker *worker = palloc0(sizeof(BackgroundWorker));

	add(handle, worker);
}
