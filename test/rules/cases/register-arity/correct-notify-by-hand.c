#include "postgres.h"
#include "miscadmin.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"
DYNPGEXT_MAGIC;
extern void announce(BackgroundWorkerHandle *worker, void *data);
static void started(BackgroundWorkerHandle *worker, void *data) {}
static void add(const dynpgext_handle *handle, BackgroundWorker *w, void (*callback) (BackgroundWorkerHandle *, void *), bool wait)
{
	int flags = DYNPGEXT_SCOPE_GLOBAL;
	if (callback != NULL)
		flags |= DYNPGEXT_REGISTER_BGWORKER_NOTIFY;
	handle->register_bgworker(handle, w, callback, NULL, flags);
}
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {.bgw_name = "w", .bgw_notify_pid = MyProcPid};
	handle->register_bgworker(handle, &worker, started, NULL, DYNPGEXT_SCOPE_GLOBAL);
	add(handle, &worker, started, true);
	add(handle, &worker, NULL, false);
}
