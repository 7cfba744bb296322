#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Cache
{
	int			used;
	int			keys[128];
} Cache;
typedef Cache *CachePtr;

static CachePtr cache;

static void
init_cache(void *ptr, void *data)
{
	((Cache *) ptr)->used = 0;
}

static inline CachePtr
get_cache(void)
{
	return dynpgext_lookup_shmem("cache:1:keys");
	//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ allocated with 8 bytes, but used as struct Cache of 516 bytes
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "cache:1:keys", sizeof(Cache *), init_cache, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

int
cache_used(void)
{
	cache = get_cache();
	return cache == NULL ? 0 : cache->used;
}
