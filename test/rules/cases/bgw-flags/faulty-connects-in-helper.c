-- main.c --
#include "postgres.h"
#include "worker.h"
PGDLLEXPORT void sync_main(Datum arg)
{
  BackgroundWorkerUnblockSignals();
  attach();
}
-- attach.c --
#include "worker.h"
void attach(void) { BackgroundWorkerInitializeConnection("postgres", NULL, 0); }
-- worker.h --
extern void attach(void);
extern PGDLLEXPORT void sync_main(Datum arg);
-- init.c --
#include "dynpgext.h"
#include "worker.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
  BackgroundWorker w = {"sync", "sync", BGWORKER_SHMEM_ACCESS, BgWorkerStart_RecoveryFinished, BGW_NEVER_RESTART, "", "sync_main"};
  //                                    ^^^^^^^^^^^^^^^^^^^^^ lacks BGWORKER_BACKEND_DATABASE_CONNECTION: it dies when it connects
  handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
-- s.control --
default_version = '1.0'
