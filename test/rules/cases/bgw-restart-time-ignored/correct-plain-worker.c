#include "dynpgext.h"
void _PG_init(void) {
  BackgroundWorker w = {0};
  w.bgw_restart_time = 10;
  RegisterBackgroundWorker(&w);
}
void _Dynpgext_init(const dynpgext_handle *handle) {
  BackgroundWorker w = {0};
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
