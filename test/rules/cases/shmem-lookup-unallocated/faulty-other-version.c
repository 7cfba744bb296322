#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static const char cache_name[] = "memo:2.0:cache";

static void share(const dynpgext_handle *h, const char *what, Size bytes)
{
    h->allocate_shmem(h, what, bytes, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void _Dynpgext_init(const dynpgext_handle *handle)
{
    share(handle, cache_name, 4096);
    share(handle, "memo:2.0:evictions", sizeof(long));
}

PG_FUNCTION_INFO_V1(memo_cache);
Datum memo_cache(PG_FUNCTION_ARGS)
{
    char *cache = dynpgext_lookup_shmem("memo:1.9:cache");
    //                                  ^^^^^^^^^^^^^^^^ did you mean "memo:2.0:cache"
    char *evictions = dynpgext_lookup_shmem("evictions");
    //                                      ^^^^^^^^^^^ did you mean "memo:2.0:evictions"

    if (!cache || !evictions)
        PG_RETURN_NULL();
    PG_RETURN_INT32(cache[0] + evictions[0]);
}
-- memo.control --
default_version = '2.0'
