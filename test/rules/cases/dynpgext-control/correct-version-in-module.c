-- Makefile --
EXTENSION = shop-window
MODULE_big = shop-window--0.1
OBJS = shop.o
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- shop-window.control --
default_version = '0.1'
module_pathname = '$libdir/shop-window--0.1'
-- shop.c --
#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "shop-window:0.1:visits", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
