#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static int *counter;

static void
zero(void *ptr, void *data)
{
	*(int *) ptr = 0;
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "shop:0.1:count", sizeof(int), zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

static int *
get_counter(void)
{
	if (counter == NULL)
		counter = (int *) dynpgext_lookup_shmem("shop:0.1:count");
	return counter;
}

PG_FUNCTION_INFO_V1(count);

PGDLLEXPORT Datum
count(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(*get_counter());
//               ^^^^^^^^^^^^^^ without a NULL check
}
