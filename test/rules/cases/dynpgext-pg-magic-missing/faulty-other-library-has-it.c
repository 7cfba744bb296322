-- Makefile --
MODULES = with without
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- with.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
-- without.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
DYNPGEXT_MAGIC;
// <-------------- The library without
PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle) {}
