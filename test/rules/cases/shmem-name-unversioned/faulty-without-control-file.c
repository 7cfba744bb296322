#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define PREFIX "loose:"

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, PREFIX "state", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^^^^^^^^^^ "loose:state" has no version
}

void *
state(void)
{
	return dynpgext_lookup_shmem(PREFIX "state");
}
