#include "dynpgext.h"
static BackgroundWorker make_worker(const dynpgext_handle *handle, const char *name)
{
	BackgroundWorker worker = {0};

	worker.bgw_flags = BGWORKER_SHMEM_ACCESS;
	strlcpy(worker.bgw_name, name, BGW_MAXLEN);
	strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
	return worker;
}
static void register_copy(const dynpgext_handle *handle, BackgroundWorker worker)
{
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
void _Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker first = make_worker(handle, "first");
	BackgroundWorker second;
	BackgroundWorker either;

	second = make_worker(handle, "second");
	either = first.bgw_name[0] == second.bgw_name[0] ? first : second;
	handle->register_bgworker(handle, &first, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->register_bgworker(handle, &either, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	register_copy(handle, second);
}
