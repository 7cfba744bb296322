// options: {"pg": 18}
-- Makefile --
MODULES = a b c d
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- visible.h --
#include "dynpgext.h"
extern PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle);
#define MY_API __attribute__((visibility("default")))
-- a.c --
#include "postgres.h"
#include "fmgr.h"
#include "visible.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
-- b.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
__attribute__((visibility("default"))) void _Dynpgext_init(const dynpgext_handle *handle) {}
-- c.c --
#include "postgres.h"
#include "fmgr.h"
#include "visible.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle) {}
MY_API bool _Dynpgext_eager_preload(void) { return true; }
-- d.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
#pragma GCC visibility push(default)
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
#pragma GCC visibility pop
