#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Tick { pg_atomic_uint64 n; } Tick;
typedef void (*job_function)(void);
typedef struct Job { const char *name; job_function run; } Job;

static void read_ticks(void)
{
    Tick *tick = dynpgext_lookup_shmem("tick:1:n");

    if (tick != NULL)
        elog(LOG, "%lu", pg_atomic_read_u64(&tick->n));
}

static Job jobs[] = {{"read", read_ticks}};
static job_function current_job;

static void init_tick(void *ptr, void *data)
{
    pg_atomic_init_u64(&((Tick *) ptr)->n, 0);
}

PGDLLEXPORT void tick_main(Datum arg)
{
    BackgroundWorkerUnblockSignals();
    read_ticks();
    if (current_job)
        current_job();
}

/* Only the addresses of functions that look up are stored here. */
void _Dynpgext_init(const dynpgext_handle *handle)
{
    BackgroundWorker worker = {0};

    current_job = jobs[0].run;
    handle->allocate_shmem(handle, "tick:1:n", sizeof(Tick), init_tick, NULL, DYNPGEXT_SCOPE_GLOBAL);
    snprintf(worker.bgw_name, BGW_MAXLEN, "ticker");
    worker.bgw_flags = BGWORKER_SHMEM_ACCESS;
    worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
    worker.bgw_restart_time = BGW_NEVER_RESTART;
    strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
    strlcpy(worker.bgw_function_name, "tick_main", BGW_MAXLEN);
    handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

/* Runs in every process, after the memory was made. */
void _PG_init(void)
{
    read_ticks();
}
