#include "dynpgext.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {0};
  BackgroundWorker v;
  strcpy(w.bgw_name, "short enough");
  strncpy(w.bgw_type, "fits as well", BGW_MAXLEN);
  strncpy(w.bgw_library_name, handle->library_name, sizeof(w.bgw_library_name) - 1);
  snprintf(w.bgw_function_name, BGW_MAXLEN, "%s", handle->name);
  for (int i = 0; i < 4; i++)
    sprintf(w.bgw_extra, "worker number %d", i);
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
  strncpy(v.bgw_library_name, handle->library_name, BGW_MAXLEN);
  v.bgw_library_name[BGW_MAXLEN - 1] = '\0';
  handle->register_bgworker(handle, &v, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
