#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(peek);
Datum
peek(PG_FUNCTION_ARGS)
{
	int *counter = dynpgext_lookup_shmem("other:1.0:counter");

	if (counter == NULL)
		PG_RETURN_NULL();
	PG_RETURN_INT32(*counter);
}
