-- Makefile --
MODULE_big = forced
OBJS = src/forced.o
PG_CFLAGS = -include src/everything.h
PG_CONFIG = pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)
-- src/everything.h --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
-- src/forced.c --
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

void _Dynpgext_init(const dynpgext_handle *handle) {}
