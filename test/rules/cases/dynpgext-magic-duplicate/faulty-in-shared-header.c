-- Makefile --
MODULE_big = tally
OBJS = main.o worker.o
EXTENSION = tally
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- tally.control --
default_version = '1.0'
module_pathname = '$libdir/tally'
-- tally.h --
#ifndef TALLY_H
#define TALLY_H
#include "dynpgext.h"

DYNPGEXT_MAGIC;
// <-------------- which several files of the library tally include

extern void start_tally(const dynpgext_handle *handle);
#endif
-- main.c --
#include "postgres.h"
#include "fmgr.h"
#include "tally.h"

PG_MODULE_MAGIC;

void _Dynpgext_init(const dynpgext_handle *handle)
{
	start_tally(handle);
}
-- worker.c --
#include "postgres.h"
#include "tally.h"

void
start_tally(const dynpgext_handle *handle)
{
}
