-- names.h --
#define JOB_MAIN "job_mian"
//               ^^^^^^^^^^ no function job_mian for "job": did you mean job_main?
-- job.c --
#include "dynpgext.h"
#include "names.h"
PGDLLEXPORT void job_main(Datum arg);
void job_main(Datum arg) {}
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {.bgw_name = "job"};
  snprintf(w.bgw_function_name, BGW_MAXLEN, JOB_MAIN);
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
-- job.control --
default_version = '1.0'
