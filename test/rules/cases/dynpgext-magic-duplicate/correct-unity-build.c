-- Makefile --
MODULES = all
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- all.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
#include "parts.c"
PG_MODULE_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
-- parts.c --
DYNPGEXT_MAGIC;
#if 0
DYNPGEXT_MAGIC;
#endif
