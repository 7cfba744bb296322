#include "dynpgext.h"
#include "storage/ipc.h"
void collector_main(Datum arg)
{
    if (arg)
        exit(1);  /* let the postmaster restart us */
//      ^^^^^^^ exits with code 1
    /* wrong argument */
    proc_exit(2);
}
void _Dynpgext_init(const dynpgext_handle *handle)
{
    BackgroundWorker worker = { .bgw_name = "collector", .bgw_restart_time = BGW_NEVER_RESTART, .bgw_function_name = "collector_main" };

    handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
