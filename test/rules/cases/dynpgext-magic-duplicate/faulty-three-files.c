-- Makefile --
MODULE_big = three
OBJS = src/a.o src/b.o src/c.o
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- src/a.c --
#include "postgres.h"
#include "dynpgext.h"
DYNPGEXT_MAGIC
// <-------------- a second time
-- src/b.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC; DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
-- src/c.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
#ifdef PG_MODULE_MAGIC
DYNPGEXT_MAGIC;
// <-------------- does not link
#endif
int unused_in_c;
