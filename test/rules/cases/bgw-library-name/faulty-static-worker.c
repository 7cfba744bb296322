#include "dynpgext.h"
static BackgroundWorker of_file;
void _Dynpgext_init(const dynpgext_handle *handle)
{
    static BackgroundWorker of_function = { .bgw_name = "inner" };

    of_file.bgw_flags = BGWORKER_SHMEM_ACCESS;
    handle->register_bgworker(handle, &of_file, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
//                                    ^^^^^^^^ bgw_library_name of `of_file` is never set
    of_function.bgw_flags = BGWORKER_SHMEM_ACCESS;
    handle->register_bgworker(handle, &of_function, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
//                                    ^^^^^^^^^^^^ bgw_library_name of "inner" is never set
}
