#include "dynpgext.h"
extern bool needs_database;
PGDLLEXPORT void job_main(Datum arg) { BackgroundWorkerInitializeConnection("postgres", NULL, 0); }
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {.bgw_function_name = "job_main"};
  w.bgw_flags = BGWORKER_SHMEM_ACCESS;
  if (needs_database)
    w.bgw_flags |= BGWORKER_BACKEND_DATABASE_CONNECTION;
  w.bgw_start_time = BgWorkerStart_RecoveryFinished;
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
