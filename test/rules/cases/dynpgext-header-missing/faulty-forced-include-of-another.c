-- Makefile --
MODULES = forced
PG_CPPFLAGS = -include config.h
PG_CONFIG = pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)
-- config.h --
#define FORCED_VERSION "1"
-- forced.c --
#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
// <-------------- DYNPGEXT_MAGIC is used, but dynpgext.h is not included

void _Dynpgext_init(const dynpgext_handle *handle) {}
