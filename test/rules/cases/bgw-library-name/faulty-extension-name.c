#include "dynpgext.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {0};
  snprintf(w.bgw_library_name, BGW_MAXLEN, "%s", handle->name);
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is handle->name, not handle->library_name
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
