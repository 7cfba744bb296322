#include "postgres.h"
#include "fmgr.h"
#include <omni/omni_v0.h>

PG_MODULE_MAGIC;
OMNI_MAGIC;

OMNI_MODULE_INFO(.name = "pool", .version = "0.2", .identity = "c3e7ea0d-58d6-4a3a-9b0c-8a6a1a2d9a11");

typedef struct { int size; } Pool;

static Pool *pool;

static void init_pool(const omni_handle *handle, void *ptr, void *data, bool allocated)
{
    if (allocated)
        ((Pool *) ptr)->size = 0;
}

void _Omni_init(const omni_handle *handle)
{
    bool found;

    pool = handle->allocate_shmem(handle, "pool", sizeof(Pool), init_pool, NULL, &found);
    pool->size++;
}
