-- Makefile --
MODULES = helpers
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- helpers.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
static const dynpgext_handle *loader;
void remember(const dynpgext_handle *handle) { loader = handle; }
void share(void) { loader->allocate_shmem(loader, "h:1:a", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL); }
