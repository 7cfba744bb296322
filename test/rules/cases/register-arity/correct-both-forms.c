#include "postgres.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

DYNPGEXT_MAGIC;

#define NO_CALLBACK NULL, NULL

static void
on_start(BackgroundWorkerHandle *worker, void *data)
{
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {0};

#ifdef LOADER_OF_2024
	handle->register_bgworker(handle, &worker, DYNPGEXT_SCOPE_GLOBAL);
#else
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
#endif
	handle->register_bgworker(handle, &worker, NO_CALLBACK, DYNPGEXT_SCOPE_GLOBAL);
	handle->register_bgworker(handle, &worker, on_start, NULL, DYNPGEXT_REGISTER_BGWORKER_NOTIFY);
}
