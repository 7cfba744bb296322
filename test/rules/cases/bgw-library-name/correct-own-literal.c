-- Makefile --
MODULE_big = jobs
OBJS = jobs.o
EXTENSION = jobs
PG_CONFIG = pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)
-- jobs.c --
#include "dynpgext.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {.bgw_library_name = "$libdir/jobs"};
  BackgroundWorker v = {.bgw_library_name = "jobs"};
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
  handle->register_bgworker(handle, &v, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
-- jobs.control --
default_version = '1.0'
