#include "dynpgext.h"
bool _Dynpgext_eager_preload() { return false; }
void _Dynpgext_init(const dynpgext_handle *handle) {
  BackgroundWorker *bgw = palloc0(sizeof(BackgroundWorker));
  bgw->bgw_restart_time = 1;
  //   ^^^^^^^^^^^^^^^^ honoured only because
  handle->register_bgworker(handle, bgw, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
