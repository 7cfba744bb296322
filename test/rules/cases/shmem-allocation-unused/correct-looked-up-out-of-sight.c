#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
#include "other_find.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define CACHE "sight:1.0:cache"

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, CACHE, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "sight:1.0:modern", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "sight:1.0:list", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

/* A library of ours that is not in this workspace looks names up. */
void *
find_cache(void)
{
	return other_find(CACHE);
}

void *
find_list(void)
{
	return other_find("sight:1.0:list");
}

#if PG_VERSION_NUM >= 170000
void *
find_modern(void)
{
	return dynpgext_lookup_shmem("sight:1.0:modern");
}
#endif
