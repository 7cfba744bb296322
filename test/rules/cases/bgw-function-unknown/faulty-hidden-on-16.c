// options: {"pg": 16}
-- Makefile --
MODULES = jobs
EXTENSION = jobs
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- jobs.c --
#include "dynpgext.h"
void jobs_main(Datum arg) {}
//   ^^^^^^^^^ hidden from PostgreSQL 16
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {.bgw_function_name = "jobs_main"};
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
-- jobs.control --
default_version = '1.0'
