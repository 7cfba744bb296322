-- Makefile --
MODULES = three
PG_CPPFLAGS = -DDYNPGEXT_REGISTER_BGWORKER_ARGS=3
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- three.c --
#include "postgres.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"
DYNPGEXT_MAGIC;
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {0};
	handle->register_bgworker(handle, &worker, DYNPGEXT_REGISTER_BGWORKER_NOTIFY);
}
