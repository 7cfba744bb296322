#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

void _Dynpgext_init(const dynpgext_handle *handle)
{
    handle->allocate_shmem(handle, "sequence:1:next", sizeof(int64), (void *) 0, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
}

PG_FUNCTION_INFO_V1(sequence_next);
Datum sequence_next(PG_FUNCTION_ARGS)
{
    int64 *next = dynpgext_lookup_shmem("sequence:1:next");

    if (next == NULL)
        PG_RETURN_NULL();
    PG_RETURN_INT64((*next)++);
    //               ^^^^^ nothing initialises it
}
