#include "postgres.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

DYNPGEXT_MAGIC;

#define WORKER_FLAGS (DYNPGEXT_SCOPE_GLOBAL | DYNPGEXT_REGISTER_BGWORKER_NOTIFY)

static void
wait_for(BackgroundWorkerHandle *worker, void *data)
{
	pid_t pid;
	WaitForBackgroundWorkerStartup(worker, &pid);
}

static void
add(const dynpgext_handle *handle, BackgroundWorker *worker, int flags)
{
	handle->register_bgworker(handle, worker, NULL, NULL, flags);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {0};

	handle->register_bgworker(handle, &worker, NULL, NULL, WORKER_FLAGS);
	//                                                     ^^^^^^^^^^^^ without a callback
	handle->register_bgworker(handle, &worker, 0, NULL, DYNPGEXT_REGISTER_BGWORKER_NOTIFY);
	//                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ without a callback
	handle->register_bgworker(handle, &worker, wait_for, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                                         ^^^^^^^^ cannot wait for its start
	handle->register_bgworker(handle, &worker, &wait_for, NULL, DYNPGEXT_REGISTER_BGWORKER_DEFAULTS);
	//                                         ^^^^^^^^^ cannot wait for its start
	add(handle, &worker, DYNPGEXT_SCOPE_DATABASE_LOCAL | DYNPGEXT_REGISTER_BGWORKER_NOTIFY);
	//                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ without a callback
}
