/*
 * collector.c: workers that keep the history of the visits.
 */
#include "postgres.h"

#include "access/xact.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "postmaster/bgworker.h"
#include "postmaster/interrupt.h"
#include "storage/ipc.h"
#include "storage/latch.h"
#include "tcop/tcopprot.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "broken_dynpgext.h"

static void
init_history(void *ptr, void *data)
{
	History    *history = ptr;

	for (int i = 0; i < HOURS_PER_DAY; i++)
		pg_atomic_init_u64(&history->hours[i], 0);
}

static void
init_days(void *ptr, void *data)
{
	Visits	   *days = ptr;

	for (int i = 0; i < 7; i++)
	{
		pg_atomic_init_u64(&days[i].total, 0);
		pg_atomic_init_u64(&days[i].since_cleaning, 0);
	}
}

void
share_history(const dynpgext_handle *handle)
{
	/* The last 24 hours, and the seven days of the week. */
	handle->allocate_shmem(handle, HISTORY_NAME, sizeof(History),
						   init_history, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	handle->allocate_shmem(handle, VISITS_NAME, 7 * sizeof(Visits),
						   init_days, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
}

void
register_collector(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {
		.bgw_name = "visit collector",
		.bgw_type = "visit collector",
		.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION,
		.bgw_start_time = BgWorkerStart_RecoveryFinished,
		.bgw_restart_time = 5,
		.bgw_function_name = "colector_main",
	};

	strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
}

void
register_cleaner(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {
		.bgw_name = "visit cleaner",
		.bgw_type = "visit cleaner",
		.bgw_flags = BGWORKER_BACKEND_DATABASE_CONNECTION,
		.bgw_start_time = BgWorkerStart_RecoveryFinished,
		.bgw_restart_time = BGW_NEVER_RESTART,
		.bgw_function_name = "cleaner_main",
	};

	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

/* Moves what was counted since the last turn into the current hour. */
void
collector_main(Datum main_arg)
{
	Visits	   *visits;
	History    *history;

	pqsignal(SIGTERM, SignalHandlerForShutdownRequest);
	BackgroundWorkerUnblockSignals();
	BackgroundWorkerInitializeConnectionByOid(DatumGetObjectId(main_arg), InvalidOid, 0);

	visits = dynpgext_lookup_shmem(VISITS_NAME);
	history = dynpgext_lookup_shmem(HISTORY_NAME);
	if (visits == NULL || history == NULL)
		ereport(ERROR, (errmsg("the visit counter has no shared memory")));

	while (!ShutdownRequestPending)
	{
		int			hour = (int) (GetCurrentTimestamp() / USECS_PER_HOUR % HOURS_PER_DAY);
		uint64		count = pg_atomic_exchange_u64(&visits->since_cleaning, 0);

		pg_atomic_fetch_add_u64(&history->hours[hour], (int64) count);

		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH,
						 10000L, PG_WAIT_EXTENSION);
		ResetLatch(MyLatch);
		CHECK_FOR_INTERRUPTS();
	}
}

/* Forgets visits of the day before yesterday. */
void
cleaner_main(Datum main_arg)
{
	pqsignal(SIGTERM, die);
	BackgroundWorkerUnblockSignals();
	BackgroundWorkerInitializeConnection("postgres", NULL, 0);

	for (;;)
	{
		SetCurrentStatementStartTimestamp();
		StartTransactionCommand();
		SPI_connect();
		PushActiveSnapshot(GetTransactionSnapshot());
		if (SPI_execute("DELETE FROM visits.log WHERE at < now() - interval '2 days'", false, 0) != SPI_OK_DELETE)
			elog(ERROR, "could not clean the log of visits");
		SPI_finish();
		PopActiveSnapshot();
		CommitTransactionCommand();

		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH,
						 3600000L, PG_WAIT_EXTENSION);
		ResetLatch(MyLatch);
		CHECK_FOR_INTERRUPTS();
	}
}
