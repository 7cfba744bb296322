#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define STATS_NAME "tap:2.1:stats"
#define STATS() ((TapStats *) dynpgext_lookup_shmem(STATS_NAME))

typedef struct TapStats
{
    slock_t mutex;
    int64 calls;
    char label[32];
} TapStats;

static void init_stats(void *ptr, void *data)
{
    TapStats *stats = ptr;
    SpinLockInit(&stats->mutex);
    stats->calls = 0;
    stats->label[0] = '\0';
}

void _Dynpgext_init(const dynpgext_handle *handle)
{
    handle->allocate_shmem(handle, STATS_NAME, sizeof(TapStats), init_stats, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

static TapStats *find_stats(void)
{
    return (TapStats *) dynpgext_lookup_shmem(STATS_NAME);
}

static TapStats *stats_or_null(void)
{
    TapStats *stats = find_stats();
    if (!stats)
        return NULL;
    return stats;
}

PG_FUNCTION_INFO_V1(tap_count);
Datum tap_count(PG_FUNCTION_ARGS)
{
    TapStats *stats = find_stats();
    int64 calls;

    SpinLockAcquire(&stats->mutex);
    //              ^^^^^^^^^^^^^ without a NULL check
    calls = stats->calls;
    SpinLockRelease(&stats->mutex);
    PG_RETURN_INT64(calls);
}

PG_FUNCTION_INFO_V1(tap_label);
Datum tap_label(PG_FUNCTION_ARGS)
{
    PG_RETURN_TEXT_P(cstring_to_text(STATS()->label));
    //                               ^^^^^^^^^^^^^^ dynpgext_lookup_shmem("tap:2.1:stats")
}

PG_FUNCTION_INFO_V1(tap_forget);
Datum tap_forget(PG_FUNCTION_ARGS)
{
    TapStats *stats = stats_or_null();

    memset(stats, 0, sizeof(TapStats));
    //     ^^^^^ may be NULL here
    PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(tap_debug);
Datum tap_debug(PG_FUNCTION_ARGS)
{
    TapStats *stats;

    stats = find_stats(); /* may be missing */
    Assert(stats != NULL);
    elog(LOG, "%ld calls", stats->calls);
    //                     ^^^^^^^^^^^^ Only an Assert
    PG_RETURN_VOID();
}
