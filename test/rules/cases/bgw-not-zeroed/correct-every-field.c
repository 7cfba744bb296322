#include "dynpgext.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w;
  strlcpy(w.bgw_name, "w", BGW_MAXLEN);
  strlcpy(w.bgw_type, "w", BGW_MAXLEN);
  w.bgw_flags = BGWORKER_SHMEM_ACCESS;
  w.bgw_start_time = BgWorkerStart_RecoveryFinished;
  w.bgw_restart_time = BGW_NEVER_RESTART;
  strlcpy(w.bgw_library_name, handle->library_name, BGW_MAXLEN);
  strlcpy(w.bgw_function_name, "w_main", BGW_MAXLEN);
  w.bgw_main_arg = (Datum) 0;
  w.bgw_notify_pid = 0;
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
