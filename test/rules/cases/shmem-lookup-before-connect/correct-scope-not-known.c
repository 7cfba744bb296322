#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static int per_database;

static void zero(void *ptr, void *data) { *(int *) ptr = 0; }

PGDLLEXPORT void w_main(Datum arg)
{
    int *value = dynpgext_lookup_shmem("w:1:value");
    int *named = dynpgext_lookup_shmem(MyBgworkerEntry->bgw_extra);

    BackgroundWorkerUnblockSignals();
    BackgroundWorkerInitializeConnection("postgres", NULL, 0);
    elog(LOG, "%p %p", value, named);
}

void _Dynpgext_init(const dynpgext_handle *handle)
{
    BackgroundWorker w = {
        .bgw_name = "w",
        .bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION,
        .bgw_start_time = BgWorkerStart_RecoveryFinished,
        .bgw_restart_time = BGW_NEVER_RESTART,
        .bgw_function_name = "w_main",
    };
    int flags = per_database ? DYNPGEXT_SCOPE_DATABASE_LOCAL : DYNPGEXT_SCOPE_GLOBAL;

    strlcpy(w.bgw_library_name, handle->library_name, BGW_MAXLEN);
    handle->allocate_shmem(handle, "w:1:value", sizeof(int), zero, NULL, flags);
    handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
}
