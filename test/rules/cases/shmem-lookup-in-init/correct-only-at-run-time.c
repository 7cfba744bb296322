#include "postgres.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void zero(void *ptr, void *data) { *(int *) ptr = 0; }

/* When the server starts there is nothing to look up; in CREATE EXTENSION there may be. */
void _Dynpgext_init(const dynpgext_handle *handle)
{
    handle->allocate_shmem(handle, "both:1:counter", sizeof(int), zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
    if (!process_shared_preload_libraries_in_progress)
    {
        int *counter = dynpgext_lookup_shmem("both:1:counter");

        if (counter)
            (*counter)++;
    }
}
