#include "dynpgext.h"
static void name_library(char *to, const char *from, size_t size) { strlcpy(to, from, size); }
static const BackgroundWorker template = {.bgw_name = "t", .bgw_flags = BGWORKER_SHMEM_ACCESS};
void _Dynpgext_init(const dynpgext_handle *handle)
{
  const char *library = handle->library_name;
  BackgroundWorker w = template;
  BackgroundWorker v;
  name_library(w.bgw_library_name, library, sizeof(w.bgw_library_name));
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
  v = w;
  handle->register_bgworker(handle, &v, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
