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

static bool
attach(void)
{
	if (counter == NULL)
		counter = dynpgext_lookup_shmem("shop:0.1:count");
	return counter != NULL;
}

static bool
is_missing(void)
{
	static int *known;

	if (!known)
		known = dynpgext_lookup_shmem("shop:0.1:count");
	counter = known;
	return !known;
}

PG_FUNCTION_INFO_V1(count);

PGDLLEXPORT Datum
count(PG_FUNCTION_ARGS)
{
	if (!attach())
		ereport(ERROR, (errmsg("shop must be loaded")));
	PG_RETURN_INT32(*counter);
}

PG_FUNCTION_INFO_V1(count_or_null);

PGDLLEXPORT Datum
count_or_null(PG_FUNCTION_ARGS)
{
	if (is_missing())
		PG_RETURN_NULL();
	PG_RETURN_INT32(*counter);
}
