#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "storage/ipc.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static struct
{
	const dynpgext_handle *handle;
	int			started;
} state;

static shmem_startup_hook_type previous_hook = NULL;

static void
more_memory(void)
{
	const dynpgext_handle *handle = state.handle;

	if (previous_hook)
		previous_hook();
	handle->allocate_shmem(handle, "w:1:hook", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	// <---------------------- allocate_shmem in more_memory does nothing outside _Dynpgext_init
}

static void
start_another(void)
{
	BackgroundWorker worker = {.bgw_name = "another"};

	state.handle->register_bgworker(state.handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	// <------------------------------- register_bgworker in start_another, here on the way from w_main, does nothing
}

PGDLLEXPORT void
w_main(Datum arg)
{
	BackgroundWorkerUnblockSignals();
	start_another();
}

void
_PG_init(void)
{
	previous_hook = shmem_startup_hook;
	shmem_startup_hook = more_memory;
	if (state.handle != NULL)
		(*state.handle).allocate_shmem(state.handle, "w:1:pg", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
		// <------------------------------ in _PG_init does nothing
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {.bgw_name = "w", .bgw_function_name = "w_main"};

	state.handle = handle;
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void
_Dynpgext_fini(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "w:1:late", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	// <---------------------- in _Dynpgext_fini does nothing
}
