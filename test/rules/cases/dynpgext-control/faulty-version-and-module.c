-- Makefile --
MODULE_big = tally
OBJS = main.o
EXTENSION = tally
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- tally.control --
# Counts things
comment = 'counts'
default_version = 1.0
 module_pathname='$libdir/taly'
#                 ^^^^^^^^^^^^ names taly, so a loader never initialises the library tally
 relocatable = false
-- main.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
