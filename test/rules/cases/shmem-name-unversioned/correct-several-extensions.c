-- Makefile --
MODULE_big = suite
OBJS = suite.o
EXTENSION = suite_core suite_extra
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- suite_core.control --
default_version = '1.0'
module_pathname = '$libdir/suite'
-- suite_extra.control --
default_version = '3.5'
module_pathname = '$libdir/suite'
-- suite.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "suite_core:1.0:a", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "suite_extra:3.5:a", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "suite:3.5:b", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	/* a layout of our own, beside the version */
	handle->allocate_shmem(handle, "suite_core:1.0:queue:v7", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(suite_has);
Datum
suite_has(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem(text_to_cstring(PG_GETARG_TEXT_PP(0))) != NULL);
}
