-- stamped.control --
default_version = '@EXTVERSION@'
-- stamped.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "stamped:1.0:a", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void *
find(void)
{
	return dynpgext_lookup_shmem("stamped:1.0:a");
}
