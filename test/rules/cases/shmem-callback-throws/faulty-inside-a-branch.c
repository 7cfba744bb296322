#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void
init_cache(void *ptr, void *data)
{
#ifdef PARANOID
	if (ptr == NULL)
		elog(ERROR, "no memory");
		// <------------------------ init_cache raises an error
#endif
	memset(ptr, 0, 1024);
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "shop:0.1:cache", 1024, init_cache, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
