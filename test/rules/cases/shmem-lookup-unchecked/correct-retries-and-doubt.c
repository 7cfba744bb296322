#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"
#include "framework.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Feed { int64 position; } Feed;

static void zero_feed(void *ptr, void *data) { memset(ptr, 0, sizeof(Feed)); }

void _Dynpgext_init(const dynpgext_handle *handle)
{
    BackgroundWorker w = {
        .bgw_name = "feed",
        .bgw_flags = BGWORKER_SHMEM_ACCESS,
        .bgw_start_time = BgWorkerStart_ConsistentState,
        .bgw_restart_time = BGW_NEVER_RESTART,
        .bgw_function_name = "feed_main",
    };

    strlcpy(w.bgw_library_name, handle->library_name, BGW_MAXLEN);
    handle->allocate_shmem(handle, "feed:1.0:position", sizeof(Feed), zero_feed, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

/* Waits until the memory is there. */
PGDLLEXPORT void feed_main(Datum arg)
{
    Feed *feed = NULL;
    int tries = 0;

    BackgroundWorkerUnblockSignals();
    while (feed == NULL)
    {
        feed = dynpgext_lookup_shmem("feed:1.0:position");
        if (feed == NULL && tries++ > 10)
            proc_exit(0);
        pg_usleep(100000L);
    }
    feed->position++;
}

/* The level may be ERROR, and the framework's function may never return. */
int64 feed_position(int elevel)
{
    Feed *feed = dynpgext_lookup_shmem("feed:1.0:position");

    if (feed == NULL)
        ereport(elevel, (errmsg("no feed")));
    return feed->position;
}

int64 feed_position_or_die(void)
{
    Feed *feed = dynpgext_lookup_shmem("feed:1.0:position");

    if (feed == NULL)
        framework_die("no feed");
    return feed->position;
}

int64 feed_checked_elsewhere(void)
{
    Feed *feed = dynpgext_lookup_shmem("feed:1.0:position");

    framework_require(feed);
    return feed->position;
}
