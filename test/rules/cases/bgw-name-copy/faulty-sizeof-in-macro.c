#include "dynpgext.h"
#define SET(dst, src) strncpy(dst, src, sizeof(dst))
extern const char *configured_name(void);
void _Dynpgext_init(const dynpgext_handle *handle)
{
    BackgroundWorker worker = {0};

    worker.bgw_flags = BGWORKER_SHMEM_ACCESS;
    SET(worker.bgw_name, configured_name());
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leaves bgw_name without a NUL
    strncpy(worker.bgw_library_name, handle->library_name, sizeof(worker.bgw_library_name));
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leaves bgw_library_name without
    strncpy(worker.bgw_type, configured_name(), sizeof(worker.bgw_type) - 1);
    handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
