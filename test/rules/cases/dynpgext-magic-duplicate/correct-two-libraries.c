-- Makefile --
MODULES = left right
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- left.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
-- right.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
