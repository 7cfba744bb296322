#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

bool _Dynpgext_eager_preload(void)
{
    return false;
}

void _Dynpgext_init(const dynpgext_handle *handle)
{
    int *counter;

    handle->allocate_shmem(handle, "late:1:counter", sizeof(int), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    counter = dynpgext_lookup_shmem("late:1:counter");
    if (counter != NULL)
        *counter = 0;
}
