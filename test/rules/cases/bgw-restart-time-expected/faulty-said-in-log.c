#include "dynpgext.h"
static void
give_up(const char *why)
{
    ereport(LOG, (errmsg("worker restarting: %s", why)));
    proc_exit(2);
//  ^^^^^^^^^^^^ exits with code 2
}
PGDLLEXPORT void
poll_main(Datum arg)
{
    if (got_sighup)
        give_up("configuration changed");
}
void
_Dynpgext_init(const dynpgext_handle *handle)
{
    BackgroundWorker w = {.bgw_function_name = "poll_main"};
    handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
