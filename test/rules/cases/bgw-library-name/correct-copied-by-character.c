#include "dynpgext.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {0};
	BackgroundWorker several[2];
	int			n = 0;

	for (const char *p = handle->library_name; *p && n < BGW_MAXLEN - 1; p++)
		worker.bgw_library_name[n++] = *p;
	worker.bgw_flags = BGWORKER_SHMEM_ACCESS;
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	memset(several, 0, sizeof(several));
	for (int i = 0; i < 2; i++)
	{
		several[i].bgw_flags = BGWORKER_SHMEM_ACCESS;
		strlcpy(several[i].bgw_library_name, handle->library_name, BGW_MAXLEN);
	}
	handle->register_bgworker(handle, &several[0], NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->register_bgworker(handle, &several[1], NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
