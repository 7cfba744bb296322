#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void warm_up(void)
{
    void *(*find)(const char *) = dynpgext_lookup_shmem;

    if (dynpgext_lookup_shmem("warm:1:up"))
    //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ none is allocated yet
        elog(LOG, "already there");
    (void) find;
}

void _Dynpgext_init(const dynpgext_handle *handle)
{
    void (*step)(void) = warm_up;

    handle->allocate_shmem(handle, "warm:1:up", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    step();
}
