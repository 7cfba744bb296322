// options: {"pg": 15}
-- Makefile --
MODULES = plain
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- plain.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(struct dynpgext_handle const *handle) {}
void _Dynpgext_fini(const dynpgext_handle handle[]) {}
_Bool _Dynpgext_eager_preload(void) { return 0; }
