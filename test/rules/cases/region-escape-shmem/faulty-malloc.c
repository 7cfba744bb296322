#include "postgres.h"
#include "fmgr.h"
#include "storage/shmem.h"

PG_MODULE_MAGIC;

typedef struct Pool { char *buffer; Size size; } Pool;

static Pool *
pool(void)
{
	bool		found;

	return (Pool *) ShmemInitStruct("pool", sizeof(Pool), &found);
}

void grow_pool(Size size);

void grow_pool(Size size)
{
    Pool *p = pool();
    char *buffer = malloc(size);

    if (buffer == NULL)
        elog(ERROR, "out of memory");
    p->buffer = buffer;
    // <------------------ what malloc gives is memory of this process
    p->size = size;
}
