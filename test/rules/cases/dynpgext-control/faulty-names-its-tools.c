-- Makefile --
MODULES = core core_tools
EXTENSION = core
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- core.control --
default_version = '2.0'
module_pathname = '$libdir/core_tools'
#                  ^^^^^^^^^^^^^^^^^^ names core_tools, so a loader never initialises the library core
-- core_tools.c --
#include "postgres.h"
#include "fmgr.h"
PG_MODULE_MAGIC;
-- core.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
