#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct { int slots[8]; } Slots;

static void read_configuration(Slots *slots)
{
    if (DataDir == NULL)
        ereport(ERROR, (errmsg("no data directory")));
        // <--------------------------------------------- stops the server from starting
    slots->slots[0] = 1;
}

static void init_slots(void *ptr, void *data)
{
    PG_TRY();
    {
        read_configuration(ptr);
    }
    PG_CATCH();
    {
        elog(LOG, "could not read the configuration");
        PG_RE_THROW();
    }
    PG_END_TRY();
}

void _Dynpgext_init(const dynpgext_handle *handle)
{
    void (*initialise)(void *, void *) = init_slots;

    handle->allocate_shmem(handle, "slots:1:all", sizeof(Slots), initialise, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
