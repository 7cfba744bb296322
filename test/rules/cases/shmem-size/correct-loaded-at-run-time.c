#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

bool
_Dynpgext_eager_preload(void)
{
	return false;
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "late:1.0:large", 4 * 1024 * 1024, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	handle->allocate_shmem(handle, "late:1.0:larger", 64 * 1024 * 1024, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void *
find(int i)
{
	return i ? dynpgext_lookup_shmem("late:1.0:large") : dynpgext_lookup_shmem("late:1.0:larger");
}
