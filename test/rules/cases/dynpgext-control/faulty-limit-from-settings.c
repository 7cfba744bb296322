// options: {"settings": {"maxWorkerProcesses": 1}}
-- pair--1.0.control --
comment = 'this version'
-- pair.control --
# two workers
# <------------- pair needs 2 worker processes, but max_worker_processes is 1
module_pathname = '$libdir/pair'
default_version = '1.0'
-- pair.c --
#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
#define ADD(h, w) (h)->register_bgworker(h, w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL)
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {.bgw_flags = BGWORKER_SHMEM_ACCESS};
	ADD(handle, &worker);
	ADD(handle, &worker);
}
