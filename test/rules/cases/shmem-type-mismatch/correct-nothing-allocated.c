#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define SLOTS 0

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "shop:0.1:slots", SLOTS * sizeof(int), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(slots);

PGDLLEXPORT Datum
slots(PG_FUNCTION_ARGS)
{
	int		   *slot = dynpgext_lookup_shmem("shop:0.1:slots");

	PG_RETURN_INT32(slot == NULL ? 0 : *slot);
}
