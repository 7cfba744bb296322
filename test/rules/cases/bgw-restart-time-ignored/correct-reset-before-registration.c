#include "dynpgext.h"
static void defaults(BackgroundWorker *w) { w->bgw_restart_time = 10; }
void _Dynpgext_init(const dynpgext_handle *handle) {
  BackgroundWorker w = {0};
  defaults(&w);
  w.bgw_restart_time = BGW_NEVER_RESTART;
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
