-- workers.h --
#ifndef WORKERS_H
#define WORKERS_H
#define RESTART_AFTER 30
extern void fill_worker(BackgroundWorker *bgw, const char *name, const char *function);
#endif
-- workers.c --
#include "postgres.h"
#include "postmaster/bgworker.h"
#include "workers.h"

void
fill_worker(BackgroundWorker *bgw, const char *name, const char *function)
{
	memset(bgw, 0, sizeof(*bgw));
	snprintf(bgw->bgw_name, BGW_MAXLEN, "%s", name);
	snprintf(bgw->bgw_type, BGW_MAXLEN, "%s", name);
	snprintf(bgw->bgw_function_name, BGW_MAXLEN, "%s", function);
	bgw->bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION;
	bgw->bgw_start_time = BgWorkerStart_RecoveryFinished;
	bgw->bgw_restart_time = RESTART_AFTER;
	//   ^^^^^^^^^^^^^^^^ bgw_restart_time 30
}
-- init.c --
#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"
#include "workers.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void
add(const dynpgext_handle *handle, const char *name, const char *function, int flags)
{
	BackgroundWorker bgw;

	fill_worker(&bgw, name, function);
	strlcpy(bgw.bgw_library_name, handle->library_name, sizeof(bgw.bgw_library_name));
	handle->register_bgworker(handle, &bgw, NULL, NULL, flags);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	add(handle, "one", "one_main", DYNPGEXT_SCOPE_GLOBAL);
}
-- w.control --
default_version = '1.0'
