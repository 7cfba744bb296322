#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Meter { int64 value; } Meter;

static void init_meter(void *ptr, void *data) { ((Meter *) ptr)->value = 0; }

void _Dynpgext_init(const dynpgext_handle *handle)
{
    handle->allocate_shmem(handle, "meter:2:value", sizeof(Meter), init_meter, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

/* None of these helpers knows anything of shared memory. */
static void require(bool condition, const char *text)
{
    if (!condition)
        ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR), errmsg("%s", text)));
}

static void complain(int level, const char *text)
{
    elog(level, "%s", text);
}

static void run(void (*action)(void)) { action(); }
static void give_up(void) { proc_exit(1); }

int64 meter_required(void)
{
    Meter *meter = dynpgext_lookup_shmem("meter:2:value");

    require(meter != NULL, "no meter");
    return meter->value;
}

int64 meter_complained(void)
{
    Meter *meter = dynpgext_lookup_shmem("meter:2:value");

    if (meter == NULL)
        complain(ERROR, "no meter");
    return meter->value;
}

int64 meter_given_up(void)
{
    Meter *meter = dynpgext_lookup_shmem("meter:2:value");

    if (meter == NULL)
        run(give_up);
    return meter->value;
}
