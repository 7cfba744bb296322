-- Makefile --
MODULES = flags
EXTENSION = flags
PG_CPPFLAGS = -DFLAGS_PREFIX='"flags:" "3.1"'
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- flags.control --
default_version = '3.1'
-- flags.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define EXTRA_NAME FLAGS_PREFIX ":extra"

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, FLAGS_PREFIX ":all", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
#ifdef FLAGS_WITH_EXTRA
	handle->allocate_shmem(handle, EXTRA_NAME, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
#endif
#if PG_VERSION_NUM >= 170000
	handle->allocate_shmem(handle, "flags:3.1:" "modern", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
#endif
}

PG_FUNCTION_INFO_V1(flags_all);
Datum
flags_all(PG_FUNCTION_ARGS)
{
	int		   *all = dynpgext_lookup_shmem("flags:3.1:all");
	int		   *extra = dynpgext_lookup_shmem("flags:3.1:extra");
	int		   *modern = dynpgext_lookup_shmem("flags:3.1:modern");

	if (all == NULL || extra == NULL || modern == NULL)
		PG_RETURN_NULL();
	PG_RETURN_INT32(*all + *extra + *modern);
}
