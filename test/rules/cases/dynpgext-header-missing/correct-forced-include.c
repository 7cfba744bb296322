-- Makefile --
MODULES = forced
PG_CPPFLAGS = -include dynpgext.h -DFORCED=1
PG_CONFIG = pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)
-- forced.c --
#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

void _Dynpgext_init(const dynpgext_handle *handle) {}
