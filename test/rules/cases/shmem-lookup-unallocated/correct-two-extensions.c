-- common/names.h --
#pragma once
#define CLOCK_NAME "clock:" CLOCK_VERSION ":ticks"
#define CLOCK_VERSION "1.4"
-- clock/Makefile --
MODULE_big = clock
OBJS = clock.o
EXTENSION = clock
PG_CPPFLAGS = -I../common
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- clock/clock.control --
default_version = '1.4'
-- clock/clock.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
#include "names.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct SharedThing
{
	const char *name;
	Size		bytes;
} SharedThing;

static const SharedThing things[] = {
	{CLOCK_NAME, 64},
	{.name = "clock:1.4:" "zones", .bytes = 128},
};

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	const SharedThing *thing;

	for (thing = things; thing < things + lengthof(things); thing++)
		handle->allocate_shmem(handle, thing->name, thing->bytes, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
-- reader/Makefile --
MODULE_big = reader
OBJS = reader.o
EXTENSION = reader
PG_CPPFLAGS = -I../common
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- reader/reader.control --
default_version = '0.1'
-- reader/reader.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
#include "names.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(reader_ticks);
Datum
reader_ticks(PG_FUNCTION_ARGS)
{
	static const char *const zones = "clock:1.4:zones";
	int		   *ticks = dynpgext_lookup_shmem(CLOCK_NAME);
	int		   *first = dynpgext_lookup_shmem(zones);

	if (ticks == NULL || first == NULL)
		PG_RETURN_NULL();
	PG_RETURN_INT32(*ticks + *first);
}
