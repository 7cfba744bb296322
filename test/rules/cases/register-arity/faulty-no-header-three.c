#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void
add_worker(const dynpgext_handle *handle, BackgroundWorker *worker, int flags)
{
	handle->register_bgworker(handle,
	//      ^^^^^^^^^^^^^^^^^ is called with 3 arguments
							  worker,
							  flags);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker;

	memset(&worker, 0, sizeof(worker));
	add_worker(handle, &worker, DYNPGEXT_SCOPE_GLOBAL);
	add_worker(handle, &worker, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	(*handle).register_bgworker(handle, &worker);
	//        ^^^^^^^^^^^^^^^^^ is called with 2 arguments, but the interface in force takes 5: it does not compile
}
