#include "dynpgext.h"
static void
describe(BackgroundWorker *w)
{
	w->bgw_flags = BGWORKER_SHMEM_ACCESS;
	w->bgw_restart_time = BGW_NEVER_RESTART;
}
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker first, second;
	//                      ^^^^^^ bgw_main_arg

	MemSet(&first, 0, sizeof(first));
	describe(&first);
	describe(&second);
	handle->register_bgworker(handle, &first, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->register_bgworker(handle, &second, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
