#include "dynpgext.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {0};
  strcpy(w.bgw_library_name, handle->library_name);
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ without a bound
  sprintf(w.bgw_name, "worker for %s", handle->name);
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ without a bound
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
