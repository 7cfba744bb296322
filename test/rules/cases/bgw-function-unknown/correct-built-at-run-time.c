#include "dynpgext.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {0};
  snprintf(w.bgw_function_name, BGW_MAXLEN, "%s_main", handle->name);
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
  strlcpy(w.bgw_library_name, "postgres", BGW_MAXLEN);
  strlcpy(w.bgw_function_name, "ParallelWorkerMain", BGW_MAXLEN);
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
