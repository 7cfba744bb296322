#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define MEGABYTES(n) ((n) * 1024L * 1024L)

/* Fifteen megabytes, in one way or another. */
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	const char *mode = handle->version;

	if (mode[0] == '1')
		handle->allocate_shmem(handle, "modes:1.0:cache", MEGABYTES(15), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	else if (mode[0] == '2')
		handle->allocate_shmem(handle, "modes:1.0:index", MEGABYTES(15), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	else
		handle->allocate_shmem(handle, "modes:1.0:pages", 480 * 1024, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
#if PG_VERSION_NUM >= 160000
	handle->allocate_shmem(handle, "modes:1.0:new", MEGABYTES(900), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
#endif
}

PG_FUNCTION_INFO_V1(modes_has);
Datum
modes_has(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem(PG_GETARG_CSTRING(0)) != NULL);
}
