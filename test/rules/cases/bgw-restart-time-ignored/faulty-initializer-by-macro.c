#include "dynpgext.h"
#define WHOLE_WORKER(name, seconds) { .bgw_name = name, .bgw_flags = BGWORKER_SHMEM_ACCESS, .bgw_restart_time = seconds }
#define MAKE_WORKER(name, seconds) ((BackgroundWorker) WHOLE_WORKER(name, seconds))
#define DEFAULTS .bgw_flags = BGWORKER_SHMEM_ACCESS, .bgw_restart_time = 7
void _Dynpgext_init(const dynpgext_handle *handle)
{
    BackgroundWorker first = WHOLE_WORKER("first", 5);
//                           ^^^^^^^^^^^^^^^^^^^^^^^^ bgw_restart_time 5 of "first"
    BackgroundWorker second = WHOLE_WORKER("second", BGW_NEVER_RESTART);
    BackgroundWorker third = { .bgw_name = "third", DEFAULTS };
//                                                  ^^^^^^^^ bgw_restart_time 7 of "third"

    handle->register_bgworker(handle, &first, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->register_bgworker(handle, &second, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->register_bgworker(handle, &third, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
