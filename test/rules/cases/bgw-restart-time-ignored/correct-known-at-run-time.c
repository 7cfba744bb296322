#include "dynpgext.h"
static int restart_interval = 10;
void define_gucs(void) { DefineCustomIntVariable("x.restart", "", NULL, &restart_interval, 10, -1, 100, PGC_POSTMASTER, 0, NULL, NULL, NULL); }
void _Dynpgext_init(const dynpgext_handle *handle) {
  BackgroundWorker w = {.bgw_restart_time = restart_interval};
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
