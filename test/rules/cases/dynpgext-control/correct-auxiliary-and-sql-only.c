-- Makefile --
MODULE_big = aux
OBJS = aux.o
EXTENSION = aux aux_views
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- aux.control --
default_version = '1.1'
-- aux--1.1.control --
module_pathname = '$libdir/aux--1.1'
-- aux_views.control --
comment = 'views only'
requires = 'aux'
-- aux.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
