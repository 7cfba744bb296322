#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
#ifdef SMALL_CACHE
	handle->allocate_shmem(handle, "shop:0.1:cache", 1024, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
#endif
#ifdef LARGE_CACHE
	handle->allocate_shmem(handle, "shop:0.1:cache", 65536, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
#endif
}
