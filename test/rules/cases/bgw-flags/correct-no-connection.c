#include "dynpgext.h"
PGDLLEXPORT void tick_main(Datum arg) { for (;;) WaitLatch(MyLatch, WL_LATCH_SET, 0, 0); }
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {.bgw_flags = BGWORKER_SHMEM_ACCESS, .bgw_function_name = "tick_main"};
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
