#include "dynpgext.h"
#define WORKER(name) PGDLLEXPORT void name##_main(Datum arg) { run(#name); }
WORKER(clock)
extern void elsewhere_main(Datum arg);
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {.bgw_function_name = "clock_main"};
  BackgroundWorker v = {.bgw_function_name = "elsewhere_main"};
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
  handle->register_bgworker(handle, &v, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
