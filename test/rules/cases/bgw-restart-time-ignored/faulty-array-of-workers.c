#include "dynpgext.h"
static BackgroundWorker workers[] = {
    {
        .bgw_name = "collector",
        .bgw_flags = BGWORKER_SHMEM_ACCESS,
        .bgw_restart_time = BGW_NEVER_RESTART,
        .bgw_function_name = "collector_main",
    },
    {
        .bgw_name = "sender",
        .bgw_flags = BGWORKER_SHMEM_ACCESS,
        .bgw_restart_time = BGW_DEFAULT_RESTART_INTERVAL,
//       ^^^^^^^^^^^^^^^^ bgw_restart_time 60 of "sender"
        .bgw_function_name = "sender_main",
    },
};
static BackgroundWorker others[] = {
    { .bgw_name = "other", .bgw_flags = BGWORKER_SHMEM_ACCESS, .bgw_restart_time = 1, .bgw_function_name = "f" },
//                                                              ^^^^^^^^^^^^^^^^ bgw_restart_time 1 of "other"
    { .bgw_name = "" }
};
typedef struct Job { int id; BackgroundWorker worker; } Job;
static Job jobs[] = {
    [0] = { .id = 1, .worker.bgw_name = "job", .worker.bgw_flags = BGWORKER_SHMEM_ACCESS, .worker.bgw_restart_time = 9 },
//                                                                                                ^^^^^^^^^^^^^^^^ 9 of "job"
};
void _Dynpgext_init(const dynpgext_handle *handle)
{
    int			i;
    BackgroundWorker *w;

    for (i = 0; i < sizeof(workers) / sizeof(workers[0]); i++)
    {
        w = &workers[i];
        strlcpy(w->bgw_library_name, handle->library_name, BGW_MAXLEN);
        handle->register_bgworker(handle, w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    }
    for (w = others; w->bgw_name[0] != '\0'; w++)
        handle->register_bgworker(handle, w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    for (Job *job = jobs; job < jobs + lengthof(jobs); job++)
        handle->register_bgworker(handle, &job->worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
