#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define FIND(type, name) ((type *) dynpgext_lookup_shmem("metrics:0.9:" name))

typedef struct { double values[32]; } Gauges;
static Gauges *gauges;

bool _Dynpgext_eager_preload(void)
{
    return true;
}

void _Dynpgext_init(const dynpgext_handle *handle)
{
    if (!process_shared_preload_libraries_in_progress)
        return;
    handle->allocate_shmem(handle, "metrics:0.9:gauges", sizeof(Gauges), NULL, NULL, DYNPGEXT_ALLOCATE_SHMEM_DEFAULTS);
    gauges = FIND(Gauges, "gauges");
    //       ^^^^^^^^^^^^^^^^^^^^^^ crashes at start
}
