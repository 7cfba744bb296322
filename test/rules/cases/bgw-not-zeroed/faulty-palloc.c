#include "dynpgext.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker *w = (BackgroundWorker *) palloc(sizeof(BackgroundWorker));
  //                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ever having been set
  w->bgw_flags = BGWORKER_SHMEM_ACCESS;
  handle->register_bgworker(handle, w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
