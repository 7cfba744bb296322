#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#define DYNPGEXT_REGISTER_BGWORKER_ARGS 3
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void zero(void *ptr, void *data) { *(int *) ptr = 0; }

static int *baton(void)
{
    int *p = (int *) dynpgext_lookup_shmem("relay:1:baton");
    if (p == NULL)
        proc_exit(1);
    return p;
}

PGDLLEXPORT void first_main(Datum arg)
{
    int *p = baton();
    BackgroundWorkerUnblockSignals();
    *p = 1;
    // <-- written by the worker first_main and written by second_main
}

PGDLLEXPORT void second_main(Datum arg)
{
    BackgroundWorkerUnblockSignals();
    (*baton())++;
}

void _Dynpgext_init(const dynpgext_handle *handle)
{
    static const char *const mains[] = {"first_main", "second_main"};
    handle->allocate_shmem(handle, "relay:1:baton", sizeof(int), zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
    for (int i = 0; i < 2; i++)
    {
        BackgroundWorker w = {.bgw_name = "relay", .bgw_flags = BGWORKER_SHMEM_ACCESS, .bgw_restart_time = BGW_NEVER_RESTART};
        w.bgw_start_time = BgWorkerStart_ConsistentState;
        strlcpy(w.bgw_library_name, handle->library_name, BGW_MAXLEN);
        strlcpy(w.bgw_function_name, mains[i], BGW_MAXLEN);
        handle->register_bgworker(handle, &w, DYNPGEXT_SCOPE_GLOBAL);
    }
}
