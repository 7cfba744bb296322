// options: {"settings": {"maxWorkerProcesses": 2}}
-- few.control --
default_version = '2.0'
module_pathname = '$libdir/few'
-- few.c --
#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "utils/guc.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
static int workers = 8;
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {.bgw_flags = BGWORKER_SHMEM_ACCESS};
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	DefineCustomIntVariable("few.workers", "Workers.", NULL, &workers, 8, 0, 8, PGC_POSTMASTER, 0, NULL, NULL, NULL);
	for (int i = 0; i < workers; i++)
		handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	if (workers > 1)
		handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	else
		handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
}
