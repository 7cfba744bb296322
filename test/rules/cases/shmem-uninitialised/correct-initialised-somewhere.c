#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
#include "helpers.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Plain { int a; int b; char text[16]; } Plain;
typedef struct Locked { slock_t mutex; int n; } Locked;

static Plain *kept;

static void init_locked(void *ptr, void *data) { SpinLockInit(&((Locked *) ptr)->mutex); ((Locked *) ptr)->n = 0; }

void _Dynpgext_init(const dynpgext_handle *handle)
{
    handle->allocate_shmem(handle, "some:1:whole", sizeof(Plain), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "some:1:parts", sizeof(Plain), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "some:1:outside", sizeof(Plain), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "some:1:kept", sizeof(Plain), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "some:1:locked", sizeof(Locked), init_locked, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "some:1:atomic", sizeof(pg_atomic_uint64), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

static Plain *find(const char *name)
{
    Plain *plain = dynpgext_lookup_shmem(name);

    if (plain == NULL)
        elog(ERROR, "no memory");
    return plain;
}

void some_start(void)
{
    pg_atomic_uint64 *atomic = dynpgext_lookup_shmem("some:1:atomic");

    memset(find("some:1:whole"), 0, sizeof(Plain));
    find("some:1:parts")->a = 1;
    find("some:1:parts")->b = 2;
    strlcpy(find("some:1:parts")->text, "none", 16);
    helpers_prepare(find("some:1:outside"));
    kept = find("some:1:kept");
    if (atomic != NULL)
        pg_atomic_init_u64(atomic, 0);
}

int some_use(void)
{
    pg_atomic_uint64 *atomic = dynpgext_lookup_shmem("some:1:atomic");
    Locked *locked = dynpgext_lookup_shmem("some:1:locked");

    if (locked == NULL || atomic == NULL)
        return 0;
    locked->n++;
    pg_atomic_fetch_add_u64(atomic, 1);
    return find("some:1:whole")->a + find("some:1:parts")->b + find("some:1:outside")->a + find("some:1:kept")->a +
           strlen(find("some:1:parts")->text);
}
