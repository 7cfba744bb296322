#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void zero(void *ptr, void *data) { *(int64 *) ptr = 0; }

void _Dynpgext_init(const dynpgext_handle *handle)
{
    handle->allocate_shmem(handle, "meter:3:value", sizeof(int64), zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

static void complain(int level, const char *text)
{
    elog(level, "%s", text);
}

int64 meter_value(void)
{
    int64 *meter = dynpgext_lookup_shmem("meter:3:value");

    if (meter == NULL)
        complain(WARNING, "no meter");
    return *meter;
    //     ^^^^^^ may be NULL here
}
