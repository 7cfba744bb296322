-- mixed.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define PREFIX "mixed:"

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, PREFIX "3:right", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, PREFIX "wrong", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^^^^^^^^^^ "mixed:wrong" has no version
}

void *
state(bool right)
{
	return right ? dynpgext_lookup_shmem(PREFIX "3:right") : dynpgext_lookup_shmem(PREFIX "wrong");
}
-- mixed.control --
default_version = '3'
