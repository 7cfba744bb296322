#include "postgres.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "other_types.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static int	rows = 0;
static const struct { const char *name; Size size; } areas[] = {
	{"run:1.0:a", 128},
	{"run:1.0:b", sizeof(OtherThing)},
	{NULL, 0}
};

void
_PG_init(void)
{
	DefineCustomIntVariable("run.rows", "Rows.", NULL, &rows, 1, 1, 1000, PGC_POSTMASTER, 0, NULL, NULL, NULL);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	int			n;

	handle->allocate_shmem(handle, "run:1.0:rows", rows * sizeof(int64), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "run:1.0:backends", MaxBackends * BLCKSZ, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	handle->allocate_shmem(handle, "run:1.0:other", 1000 * sizeof(OtherThing), NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	/* 32 times this fits to the byte */
	handle->allocate_shmem(handle, "run:1.0:exact", 521011, NULL, NULL, handle->name[0] == 'x' ? DYNPGEXT_SCOPE_GLOBAL : DYNPGEXT_SCOPE_DATABASE_LOCAL);
	for (n = 0; areas[n].name; n++)
		handle->allocate_shmem(handle, areas[n].name, areas[n].size, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(run_has);
Datum
run_has(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem(PG_GETARG_CSTRING(0)) != NULL);
}
