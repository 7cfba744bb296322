#include "dynpgext.h"
#define INIT_WORKER(w) do { memset(&(w), 0, sizeof(w)); (w).bgw_flags = BGWORKER_SHMEM_ACCESS; } while (0)
static BackgroundWorker kept;
static BackgroundWorker make(void) { BackgroundWorker w = {.bgw_name = "made"}; return w; }
extern void fill(BackgroundWorker *);
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker a, b, c = make(), d;
  INIT_WORKER(a);
  fill(&b);
  d = (BackgroundWorker) {.bgw_name = "d"};
  handle->register_bgworker(handle, &a, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
  handle->register_bgworker(handle, &b, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
  handle->register_bgworker(handle, &c, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
  handle->register_bgworker(handle, &d, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
  handle->register_bgworker(handle, &kept, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
  handle->register_bgworker(handle, &(BackgroundWorker) {.bgw_name = "e"}, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
