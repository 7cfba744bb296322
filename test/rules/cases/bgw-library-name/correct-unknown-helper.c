#include "dynpgext.h"
extern void prepare_worker(BackgroundWorker *w);
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {0};
  prepare_worker(&w);
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
