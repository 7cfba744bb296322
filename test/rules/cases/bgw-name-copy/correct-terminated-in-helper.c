#include "dynpgext.h"
#define SET(dst, src) do { strncpy(dst, src, sizeof(dst)); (dst)[sizeof(dst) - 1] = '\0'; } while (0)
extern const char *configured_name(void);
static void copy_name(char *to, const char *from)
{
	strncpy(to, from, BGW_MAXLEN);
	to[BGW_MAXLEN - 1] = '\0';
}
void _Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {0};

	worker.bgw_flags = BGWORKER_SHMEM_ACCESS;
	copy_name(worker.bgw_name, configured_name());
	copy_name(worker.bgw_library_name, handle->library_name);
	SET(worker.bgw_type, configured_name());
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
