#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define LIMIT "metrics:2.0:lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll"
/* 128 bytes, but the last one ends the name */
#define CUT "metrics:2.0:ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc\0rest that nobody sees"

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, LIMIT, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, CUT, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

bool
ready(void)
{
	return dynpgext_lookup_shmem(LIMIT) && dynpgext_lookup_shmem(CUT);
}
