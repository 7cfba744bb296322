#include "dynpgext.h"
static const BackgroundWorker assigned = {
    .bgw_name = "assigned",
    .bgw_flags = BGWORKER_SHMEM_ACCESS,
    .bgw_restart_time = 10,
//   ^^^^^^^^^^^^^^^^ bgw_restart_time 10 of "assigned"
};
static const BackgroundWorker copied = { .bgw_name = "copied", .bgw_flags = BGWORKER_SHMEM_ACCESS, .bgw_restart_time = 20 };
//                                                                                                  ^^^^^^^^^^^^^^^^ 20 of "copied"
static const BackgroundWorker overwritten = { .bgw_name = "o", .bgw_flags = BGWORKER_SHMEM_ACCESS, .bgw_restart_time = 30 };
static const BackgroundWorker table[] = {
    { .bgw_name = "one", .bgw_flags = BGWORKER_SHMEM_ACCESS, .bgw_restart_time = BGW_NEVER_RESTART },
    { .bgw_name = "two", .bgw_flags = BGWORKER_SHMEM_ACCESS, .bgw_restart_time = 40 },
//                                                            ^^^^^^^^^^^^^^^^ bgw_restart_time 40
};
void _Dynpgext_init(const dynpgext_handle *handle)
{
    BackgroundWorker a = assigned;
    BackgroundWorker b;
    BackgroundWorker c = overwritten;

    handle->register_bgworker(handle, &a, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    memcpy(&b, &copied, sizeof(BackgroundWorker));
    handle->register_bgworker(handle, &b, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    c.bgw_restart_time = BGW_NEVER_RESTART;
    handle->register_bgworker(handle, &c, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    for (int i = 0; i < lengthof(table); i++)
    {
        BackgroundWorker d = table[i];

        handle->register_bgworker(handle, &d, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    }
}
