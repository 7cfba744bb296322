#include "dynpgext.h"
static BackgroundWorker first = { .bgw_name = "first", .bgw_flags = BGWORKER_SHMEM_ACCESS };
static BackgroundWorker second = { .bgw_name = "second", .bgw_flags = BGWORKER_SHMEM_ACCESS };
static BackgroundWorker *all[] = { &first, &second, NULL };
extern bool wants_first(void);
void _Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker third = { .bgw_name = "third", .bgw_flags = BGWORKER_SHMEM_ACCESS };
	BackgroundWorker fourth = { .bgw_name = "fourth", .bgw_flags = BGWORKER_SHMEM_ACCESS };
	BackgroundWorker *chosen = wants_first() ? &third : &fourth;

	for (BackgroundWorker **worker = all; *worker != NULL; worker++)
	{
		strlcpy((*worker)->bgw_library_name, handle->library_name, BGW_MAXLEN);
		handle->register_bgworker(handle, *worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	}
	strlcpy(chosen->bgw_library_name, handle->library_name, BGW_MAXLEN);
	handle->register_bgworker(handle, chosen, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
