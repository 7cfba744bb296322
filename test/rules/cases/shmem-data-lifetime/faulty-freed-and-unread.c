#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Setup { int rows; } Setup;

static void read_it(void *ptr, void *arg) { *(int *) ptr = ((Setup *) arg)->rows; }
static void clear_it(void *ptr, void *arg) { *(int *) ptr = 0; }

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "setup", ALLOCSET_DEFAULT_SIZES);
	Setup	   *setup = palloc(sizeof(Setup));
	Setup	   *other = MemoryContextAllocZero(context, sizeof(Setup));
	Setup		local = {3};

	setup->rows = 1;
	handle->allocate_shmem(handle, "freed:1.0:a", sizeof(int), read_it, setup, DYNPGEXT_SCOPE_GLOBAL);
	//                                                                  ^^^^^ memory of palloc that is freed
	handle->allocate_shmem(handle, "freed:1.0:b", sizeof(int), read_it, other, DYNPGEXT_SCOPE_GLOBAL);
	//                                                                  ^^^^^ memory of MemoryContextAllocZero that goes with MemoryContextReset
	handle->allocate_shmem(handle, "freed:1.0:c", sizeof(int), clear_it, &local, DYNPGEXT_SCOPE_GLOBAL);
	//                                                                   ^^^^^^ The loader keeps this pointer
	pfree(setup);
	MemoryContextReset(context);
}

PG_FUNCTION_INFO_V1(freed_has);
Datum
freed_has(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem(PG_GETARG_CSTRING(0)) != NULL);
}
