-- Makefile --
MODULE_big = tides
OBJS = tides.o read.o
EXTENSION = tides
DATA = tides--1.2.sql
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- tides.control --
comment = 'tides'
default_version = '1.2'
module_pathname = '$libdir/tides'
-- tides.h --
#include "postgres.h"
#include "dynpgext.h"
#define TIDES_VERSION "1.1"
#define TIDES_NAME(part) "tides:" TIDES_VERSION ":" part
-- tides.c --
#include "tides.h"
#include "fmgr.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void
share(const dynpgext_handle *handle, const char *name)
{
	handle->allocate_shmem(handle, name, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	share(handle, TIDES_NAME("high"));
	//                       ^^^^^^ "tides:1.1:high" says version 1.1, but tides is version 1.2
	share(handle, TIDES_NAME("low"));
	//                       ^^^^^ "tides:1.1:low" says version 1.1
}
-- read.c --
#include "tides.h"

void *
tide(bool high)
{
	return dynpgext_lookup_shmem(high ? TIDES_NAME("high") : TIDES_NAME("low"));
}
