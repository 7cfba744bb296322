-- Makefile --
MODULE_big = seen
OBJS = main.o magic.o
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- main.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
/* PG_MODULE_MAGIC; was moved */
void _Dynpgext_init(const dynpgext_handle *handle) {}
-- magic.c --
#include <postgres.h>
#include <dynpgext.h>

DYNPGEXT_MAGIC;
// <-------------- The library seen has DYNPGEXT_MAGIC but no PG_MODULE_MAGIC
