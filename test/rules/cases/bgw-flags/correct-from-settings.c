#include "dynpgext.h"
extern int configured_flags(void);
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {0};
  w.bgw_flags = configured_flags();
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
