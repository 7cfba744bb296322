#include "dynpgext.h"
PGDLLEXPORT void poll_main(Datum arg)
{
  for (;;)
  {
    int rc = WaitLatch(MyLatch, WL_LATCH_SET | WL_POSTMASTER_DEATH, -1, PG_WAIT_EXTENSION);

    /* emergency bailout if postmaster has died */
    if (rc & WL_POSTMASTER_DEATH)
      proc_exit(1);
  }
}
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {.bgw_function_name = "poll_main", .bgw_restart_time = 5};
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
