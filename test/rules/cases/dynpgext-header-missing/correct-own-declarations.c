#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

extern void *dynpgext_lookup_shmem(const char *name);

PG_FUNCTION_INFO_V1(peek);
Datum
peek(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem("other:1.0:value") != NULL);
}
