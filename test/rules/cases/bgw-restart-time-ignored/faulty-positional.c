#include "dynpgext.h"
void _Dynpgext_init(const dynpgext_handle *handle) {
  BackgroundWorker bgw = {"w", "w", BGWORKER_SHMEM_ACCESS, BgWorkerStart_ConsistentState, BGW_DEFAULT_RESTART_INTERVAL, "", "w_main"};
  //                                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ bgw_restart_time 60 of "w"
  strcpy(bgw.bgw_library_name, handle->library_name);
  handle->register_bgworker(handle, &bgw, NULL, NULL, 0);
}
