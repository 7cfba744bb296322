#include "dynpgext.h"
static void add(const dynpgext_handle *h, int flags, BgWorkerStartTime start)
{
  BackgroundWorker w = {0};
  w.bgw_flags = flags;
  w.bgw_start_time = start;
  //^^^^^^^^^^^^^^ database connection at BgWorkerStart_PostmasterStart
  h->register_bgworker(h, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
void _Dynpgext_init(const dynpgext_handle *handle)
{
  add(handle, BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION, BgWorkerStart_PostmasterStart);
}
