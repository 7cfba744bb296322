#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Entry { int64 key; int64 value; } Entry;
typedef struct Wide { Entry entries[100]; } Wide;

int max_entries;

static void zero(void *ptr, void *data) { *(int64 *) ptr = 0; }

static void share(const dynpgext_handle *handle, const char *name, size_t size)
{
    handle->allocate_shmem(handle, name, size, zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void _Dynpgext_init(const dynpgext_handle *handle)
{
    static const char *const names[] = {"var:1:a", "var:1:b"};
    static const size_t sizes[] = {sizeof(Entry), sizeof(Wide)};

    share(handle, "var:1:entries", max_entries * sizeof(Entry));
    for (int i = 0; i < 2; i++)
        share(handle, names[i], sizes[i]);
#ifdef SMALL
    share(handle, "var:1:wide", sizeof(Entry));
#else
    share(handle, "var:1:wide", sizeof(Wide));
#endif
}

void use_them(const char *name)
{
    Wide *entries = dynpgext_lookup_shmem("var:1:entries");
    Entry *a = dynpgext_lookup_shmem("var:1:a");
    Wide *b = dynpgext_lookup_shmem("var:1:b");
    Wide *wide = dynpgext_lookup_shmem("var:1:wide");
    Wide *any = dynpgext_lookup_shmem(name);

    elog(LOG, "%p %p %p %p %p", entries, a, b, wide, any);
}
