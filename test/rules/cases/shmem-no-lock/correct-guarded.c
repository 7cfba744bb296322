#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"
#include "framework.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Guarded { slock_t mutex; int n; } Guarded;
typedef struct Flag { volatile sig_atomic_t stop; pid_t worker; } Flag;
typedef struct Alone { int64 turns; } Alone;
typedef struct Modern { _Atomic uint64_t turns; atomic_bool stop; } Modern;

#define LOCKED(g, code) do { SpinLockAcquire(&(g)->mutex); code; SpinLockRelease(&(g)->mutex); } while (0)

static void init_guarded(void *ptr, void *data) { SpinLockInit(&((Guarded *) ptr)->mutex); ((Guarded *) ptr)->n = 0; }
static void init_flag(void *ptr, void *data) { ((Flag *) ptr)->stop = false; ((Flag *) ptr)->worker = 0; }
static void init_alone(void *ptr, void *data) { ((Alone *) ptr)->turns = 0; }

static void init_modern(void *ptr, void *data) { memset(ptr, 0, 8); }

static void *need(const char *name)
{
    void *memory = dynpgext_lookup_shmem(name);

    if (memory == NULL)
        elog(ERROR, "no memory \"%s\"", name);
    return memory;
}

PGDLLEXPORT void locked_main(Datum arg)
{
    Guarded *g = need("guard:1:locked");

    BackgroundWorkerUnblockSignals();
    LOCKED(g, g->n++);
}

/* Written and read by this worker only, and flags that are volatile. */
PGDLLEXPORT void alone_main(Datum arg)
{
    Alone *alone = need("guard:1:alone");
    Flag *flag = need("guard:1:flag");
    Modern *modern = need("guard:1:modern");
    _Atomic int64_t *number = (_Atomic int64_t *) need("guard:1:number");

    BackgroundWorkerUnblockSignals();
    while (!flag->stop && !modern->stop)
        alone->turns++;
    modern->turns++;
    *number = modern->turns;
    flag->stop = false;
}

PG_FUNCTION_INFO_V1(guard_read);
Datum guard_read(PG_FUNCTION_ARGS)
{
    Guarded *g = need("guard:1:locked");
    int n;

    SpinLockAcquire(&g->mutex);
    n = g->n;
    SpinLockRelease(&g->mutex);
    PG_RETURN_INT32(n);
}

PG_FUNCTION_INFO_V1(guard_stop);
Datum guard_stop(PG_FUNCTION_ARGS)
{
    Flag *flag = need("guard:1:flag");

    flag->stop = true;
    ((Modern *) need("guard:1:modern"))->stop = true;
    PG_RETURN_INT64(((Modern *) need("guard:1:modern"))->turns + *(_Atomic int64_t *) need("guard:1:number"));
}

static void start(const dynpgext_handle *handle, const char *function)
{
    BackgroundWorker w = {.bgw_name = "guard", .bgw_flags = BGWORKER_SHMEM_ACCESS, .bgw_restart_time = BGW_NEVER_RESTART};

    w.bgw_start_time = BgWorkerStart_ConsistentState;
    strlcpy(w.bgw_library_name, handle->library_name, BGW_MAXLEN);
    strlcpy(w.bgw_function_name, function, BGW_MAXLEN);
    handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void _Dynpgext_init(const dynpgext_handle *handle)
{
    handle->allocate_shmem(handle, "guard:1:locked", sizeof(Guarded), init_guarded, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "guard:1:flag", sizeof(Flag), init_flag, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "guard:1:alone", sizeof(Alone), init_alone, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "guard:1:modern", sizeof(Modern), init_modern, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "guard:1:number", sizeof(_Atomic int64_t), init_modern, NULL, DYNPGEXT_SCOPE_GLOBAL);
    start(handle, "locked_main");
    start(handle, "alone_main");
}
