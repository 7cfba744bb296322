#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define OUTBOX "outbox:" "2.0" ":messages"

typedef struct Outbox { slock_t mutex; int waiting; } Outbox;

static Outbox *outbox;

static void init_outbox(void *ptr, void *data)
{
    Outbox *box = (Outbox *) ptr;
    SpinLockInit(&box->mutex);
    box->waiting = 0;
}

static void attach(void)
{
    outbox = dynpgext_lookup_shmem(OUTBOX);
    //                             ^^^^^^ before outbox_main connects
    if (outbox == NULL)
        proc_exit(0);
}

PGDLLEXPORT void outbox_main(Datum arg)
{
    attach();
    BackgroundWorkerUnblockSignals();
    BackgroundWorkerInitializeConnection("postgres", NULL, 0);
    SpinLockAcquire(&outbox->mutex);
    outbox->waiting = 0;
    SpinLockRelease(&outbox->mutex);
}

static void start_worker(const dynpgext_handle *handle, const char *function)
{
    BackgroundWorker w = {"outbox", "outbox", BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION,
                          BgWorkerStart_RecoveryFinished, BGW_NEVER_RESTART};
    strlcpy(w.bgw_library_name, handle->library_name, sizeof(w.bgw_library_name));
    strlcpy(w.bgw_function_name, function, sizeof(w.bgw_function_name));
    handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_REGISTER_BGWORKER_DEFAULTS);
}

void _Dynpgext_init(const dynpgext_handle *handle)
{
    handle->allocate_shmem(handle, OUTBOX, sizeof(Outbox), init_outbox, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
    start_worker(handle, "outbox_main");
}
