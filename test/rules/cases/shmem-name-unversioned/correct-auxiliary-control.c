-- Makefile --
EXTENSION = span
MODULES = span
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- span.control --
default_version = '2.0'
module_pathname = '$libdir/span'
-- span--1.9.control --
module_pathname = '$libdir/span'
-- span.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "span:1.9:old", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "span/2.0/new", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "span-v2.0-newest", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void *
find(int which)
{
	return which == 0 ? dynpgext_lookup_shmem("span:1.9:old") : which == 1 ? dynpgext_lookup_shmem("span/2.0/new")
		: dynpgext_lookup_shmem("span-v2.0-newest");
}
