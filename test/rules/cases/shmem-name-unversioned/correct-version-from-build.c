-- CMakeLists.txt --
add_postgresql_extension(ledger VERSION 1.7 SOURCES ledger.c)
-- ledger.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "ledger:" EXT_VERSION ":book", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void *
book(void)
{
	return dynpgext_lookup_shmem("ledger:" EXT_VERSION ":book");
}
-- other/Makefile --
EXTVERSION = 2.1
MODULES = other
EXTENSION = other
PG_CPPFLAGS = -DEXT_VERSION='"$(EXTVERSION)"'
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- other/other.control --
default_version = '2.1'
-- other/other.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "other:" EXT_VERSION ":book", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, psprintf("%s:%s:log", handle->name, handle->version), 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void *
book(void)
{
	return dynpgext_lookup_shmem("other:" EXT_VERSION ":book");
}
