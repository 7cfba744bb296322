-- Makefile --
MODULE_big = meter
OBJS = meter.o reader.o
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- meter.c --
#include "postgres.h"
#include "fmgr.h"
#include <dynpgext.h>
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "meter:1.0:x", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
-- reader.c --
#include <postgres.h>

#include <stdio.h>

#include <fmgr.h>
#include <utils/builtins.h>

#include "meter.h"

/* dynpgext_handle is not what this is about */
PG_FUNCTION_INFO_V1(meter_read);
Datum
meter_read(PG_FUNCTION_ARGS)
{
	int64	   *value = dynpgext_lookup_shmem("meter:1.0:x");
	//                ^^^^^^^^^^^^^^^^^^^^^ dynpgext_lookup_shmem is used, but dynpgext.h is not included

	if (value == NULL)
		PG_RETURN_NULL();
	PG_RETURN_INT64(*value);
}
-- meter.h --
extern int meter_level;
