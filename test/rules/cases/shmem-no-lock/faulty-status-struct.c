-- status.h --
#include "dynpgext.h"
typedef struct Status { int64 rows; TimestampTz last_run; bool stop; char message[64]; } Status;
#define STATUS "sync:2.0:status"
Status *status(void);
-- init.c --
#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "status.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void init_status(void *ptr, void *data) { memset(ptr, 0, sizeof(Status)); }

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker;

	memset(&worker, 0, sizeof(worker));
	worker.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION;
	worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
	worker.bgw_restart_time = BGW_NEVER_RESTART;
	snprintf(worker.bgw_name, BGW_MAXLEN, "sync");
	snprintf(worker.bgw_library_name, BGW_MAXLEN, "%s", handle->library_name);
	snprintf(worker.bgw_function_name, BGW_MAXLEN, "sync_main");
	handle->allocate_shmem(handle, STATUS, sizeof(Status), init_status, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
}
-- worker.c --
#include "postgres.h"
#include "postmaster/bgworker.h"
#include "status.h"

static void
note(Status *s, int rows)
{
	s->rows += rows;
	// <------- rows of "sync:2.0:status" is written by the worker sync_main and read by sync_rows
	s->last_run = GetCurrentTimestamp();
}

PGDLLEXPORT void
sync_main(Datum arg)
{
	Status *s;

	BackgroundWorkerUnblockSignals();
	BackgroundWorkerInitializeConnectionByOid(DatumGetObjectId(arg), InvalidOid, 0);
	s = status();
	while (!s->stop)
	{
		note(s, 1);
		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, 1000L, PG_WAIT_EXTENSION);
		ResetLatch(MyLatch);
		CHECK_FOR_INTERRUPTS();
	}
	s->stop = false;
	// <------- stop of "sync:2.0:status" is written by the worker sync_main and written by sync_stop
}
-- sql.c --
#include "postgres.h"
#include "fmgr.h"
#include "status.h"

Status *
status(void)
{
	Status *result = dynpgext_lookup_shmem(STATUS);

	if (result == NULL)
		ereport(ERROR, (errmsg("no status")));
	return result;
}

PG_FUNCTION_INFO_V1(sync_rows);
Datum
sync_rows(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(status()->rows);
}

PG_FUNCTION_INFO_V1(sync_stop);
Datum
sync_stop(PG_FUNCTION_ARGS)
{
	status()->stop = true;
	PG_RETURN_VOID();
}
