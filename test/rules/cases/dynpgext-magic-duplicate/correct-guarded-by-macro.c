-- Makefile --
MODULE_big = guarded
OBJS = one.o two.o
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- guarded.h --
#pragma once
#include "dynpgext.h"
#ifdef GUARDED_MAIN
DYNPGEXT_MAGIC;
#endif
-- one.c --
#include "postgres.h"
#include "fmgr.h"
#define GUARDED_MAIN
#include "guarded.h"
PG_MODULE_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
-- two.c --
#include "postgres.h"
#include "guarded.h"
/* no second DYNPGEXT_MAGIC; in this file */
static const char *text = "DYNPGEXT_MAGIC;";
