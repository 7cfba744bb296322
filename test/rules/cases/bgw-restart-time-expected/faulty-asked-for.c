#include "dynpgext.h"
PGDLLEXPORT void poll_main(Datum arg)
{
  for (;;)
  {
    if (!poll_once())
      proc_exit(1);
    //^^^^^^^^^^^^ exits with code 1 as if to be restarted
  }
}
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {.bgw_function_name = "poll_main", .bgw_restart_time = 10};
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
