// options: {"pg": 17}
-- Makefile --
MODULE_big = jobs
OBJS = jobs.o main.o
EXTENSION = jobs
include $(PGXS)
-- jobs.h --
extern PGDLLEXPORT void jobs_main(Datum arg);
-- main.c --
#include "jobs.h"
void
jobs_main(Datum arg)
{
}
-- jobs.c --
#include "dynpgext.h"
#include "jobs.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {.bgw_function_name = "jobs_main"};
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
-- jobs.control --
default_version = '1.0'
