-- jobs.c --
#include "dynpgext.h"
#define LIBRARY "job"
static void fill(BackgroundWorker *w) { memset(w, 0, sizeof *w); strcpy(w->bgw_library_name, LIBRARY); }
//                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is "job", not
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w;
  fill(&w);
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
-- jobs.control --
default_version = '1.0'
module_pathname = '$libdir/jobs'
