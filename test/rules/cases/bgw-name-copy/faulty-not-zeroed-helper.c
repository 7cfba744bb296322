#include "dynpgext.h"
static void
set_name(BackgroundWorker *w, const char *name)
{
    strncpy(w->bgw_name, name, BGW_MAXLEN);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ when the text has 96 bytes or more
}
void
_Dynpgext_init(const dynpgext_handle *handle)
{
    BackgroundWorker w;

    set_name(&w, handle->name);
    strncpy(w.bgw_type, handle->name, BGW_MAXLEN - 1);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ was never zeroed
    handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
