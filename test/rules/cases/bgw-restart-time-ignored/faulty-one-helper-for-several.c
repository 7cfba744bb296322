#include "dynpgext.h"
static void register_worker(const dynpgext_handle *handle, const char *name, int restart)
{
    BackgroundWorker worker = {0};

    worker.bgw_flags = BGWORKER_SHMEM_ACCESS;
    worker.bgw_restart_time = restart;
//         ^^^^^^^^^^^^^^^^ bgw_restart_time 10 of "collector" and "sender" is ignored
    strlcpy(worker.bgw_name, name, BGW_MAXLEN);
    strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
    handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
void _Dynpgext_init(const dynpgext_handle *handle)
{
    register_worker(handle, "collector", 10);
    register_worker(handle, "sender", 10);
    register_worker(handle, "archiver", BGW_NEVER_RESTART);
}
