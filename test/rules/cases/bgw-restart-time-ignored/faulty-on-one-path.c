#include "dynpgext.h"
static bool want_restart;
void _Dynpgext_init(const dynpgext_handle *handle)
{
    BackgroundWorker worker = {0};
    BackgroundWorker several[3] = {{0}};

    worker.bgw_flags = BGWORKER_SHMEM_ACCESS;
    worker.bgw_restart_time = BGW_NEVER_RESTART;
    if (want_restart)
        worker.bgw_restart_time = 5;
//             ^^^^^^^^^^^^^^^^ bgw_restart_time 5
    handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    /* A first loop that may, for all one knows, not run at all. */
    for (int i = 0; i < lengthof(several); i++)
    {
        several[i].bgw_flags = BGWORKER_SHMEM_ACCESS;
        several[i].bgw_restart_time = BGW_NEVER_RESTART;
    }
    for (int i = 0; i < lengthof(several); i++)
        handle->register_bgworker(handle, &several[i], NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
