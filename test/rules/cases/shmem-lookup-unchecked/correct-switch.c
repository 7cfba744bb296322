#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "shop:0.1:visits", sizeof(int), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(visits);

PGDLLEXPORT Datum
visits(PG_FUNCTION_ARGS)
{
	int		   *counter = dynpgext_lookup_shmem("shop:0.1:visits");

	switch (counter != NULL)
	{
		case false:
			PG_RETURN_NULL();
		default:
			break;
	}
	PG_RETURN_INT32(*counter);
}
