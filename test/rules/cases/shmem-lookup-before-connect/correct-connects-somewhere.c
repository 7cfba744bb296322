#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"
#include "framework.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Seat { pg_atomic_uint32 taken; } Seat;

static void init_seat(void *ptr, void *data) { pg_atomic_init_u32(&((Seat *) ptr)->taken, 0); }

/* Also called by SQL functions, which always have a database. */
static void take(const char *name)
{
    Seat *seat = dynpgext_lookup_shmem(name);

    if (seat != NULL)
        pg_atomic_fetch_add_u32(&seat->taken, 1);
}

static void connect_to(Datum database)
{
    if (DatumGetObjectId(database) == InvalidOid)
        BackgroundWorkerInitializeConnection("postgres", NULL, 0);
    else
        BackgroundWorkerInitializeConnectionByOid(DatumGetObjectId(database), InvalidOid, 0);
}

PGDLLEXPORT void here_main(Datum arg)
{
    take("seat:1:global");
    BackgroundWorkerUnblockSignals();
    connect_to(arg);
    take("seat:1:local");
}

/* Connects in a function of a library that is not in sight. */
PGDLLEXPORT void there_main(Datum arg)
{
    BackgroundWorkerUnblockSignals();
    framework_connect(arg);
    take("seat:1:local");
}

PG_FUNCTION_INFO_V1(seat_take);
Datum seat_take(PG_FUNCTION_ARGS)
{
    take("seat:1:local");
    PG_RETURN_VOID();
}

void _Dynpgext_init(const dynpgext_handle *handle)
{
    static const char *const mains[] = {"here_main", "there_main"};

    handle->allocate_shmem(handle, "seat:1:global", sizeof(Seat), init_seat, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "seat:1:local", sizeof(Seat), init_seat, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
    for (int i = 0; i < lengthof(mains); i++)
    {
        BackgroundWorker w = {
            .bgw_name = "seat",
            .bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION,
            .bgw_start_time = BgWorkerStart_RecoveryFinished,
            .bgw_restart_time = BGW_NEVER_RESTART,
        };

        strlcpy(w.bgw_library_name, handle->library_name, BGW_MAXLEN);
        strlcpy(w.bgw_function_name, mains[i], BGW_MAXLEN);
        handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
    }
}
