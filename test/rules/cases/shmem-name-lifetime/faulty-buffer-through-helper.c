#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void
share(const dynpgext_handle *h, char const *const label, Size bytes)
{
    h->allocate_shmem(h, (const char *) label, bytes, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

static void
share_numbered(const dynpgext_handle *h, int number)
{
    char buffer[NAMEDATALEN] = {0};
    char *label = buffer;

    strlcpy(buffer, "heap:1.0:", sizeof buffer);
    strlcat(buffer, number ? "one" : "zero", sizeof buffer);
    share(h, label, 32);
    //       ^^^^^ `buffer`, which lives on the stack
}

struct named { int id; char name[40]; };

void _Dynpgext_init(const dynpgext_handle *handle)
{
    struct named it = {1, "heap:1.0:it"};

    share_numbered(handle, 0);
    share_numbered(handle, 1);
    share(handle, it.name, 32);
    //            ^^^^^^^ `it.name`, which lives on the stack
    share(handle, (char[]){"heap:1.0:literal"}, 32);
    //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the compound literal, which lives on the stack
}

void *
find(int i)
{
    return i == 0 ? dynpgext_lookup_shmem("heap:1.0:it") : i == 1 ? dynpgext_lookup_shmem("heap:1.0:literal")
        : dynpgext_lookup_shmem(i == 2 ? "heap:1.0:one" : "heap:1.0:zero");
}
