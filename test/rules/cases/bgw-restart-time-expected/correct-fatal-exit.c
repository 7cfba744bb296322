#include "dynpgext.h"
PGDLLEXPORT void poll_main(Datum arg)
{
  if (!usable())
    proc_exit(1);
  proc_exit(0); /* not restarted after this */
}
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {.bgw_function_name = "poll_main", .bgw_restart_time = BGW_NEVER_RESTART};
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
