#include "dynpgext.h"
extern bool wants_other(void);
void _Dynpgext_init(const dynpgext_handle *handle)
{
    BackgroundWorker worker = { .bgw_name = "collector", .bgw_flags = BGWORKER_SHMEM_ACCESS };

    if (wants_other())
        strlcpy(worker.bgw_library_name, handle->name, BGW_MAXLEN);
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is handle->name, not handle->library_name
    else
        strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
    handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
