/*
 * workers.c: the background workers.
 *
 *   clock       one in the cluster: counts seconds
 *   reporter    one in each database: writes what was greeted to hello.log
 *
 * The loader never restarts a worker, so neither of them ends for a reason
 * that a later try would mend.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "commands/extension.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "postmaster/bgworker.h"
#include "postmaster/interrupt.h"
#include "storage/ipc.h"
#include "storage/latch.h"
#include "tcop/tcopprot.h"
#include "utils/guc.h"
#include "utils/snapmgr.h"

#include "hello_dynpgext.h"

/* Waits until something happens or the time is over, whichever is first. */
static void
wait_for_latch(long timeout_ms)
{
	(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH,
					 timeout_ms, PG_WAIT_EXTENSION);
	ResetLatch(MyLatch);
	CHECK_FOR_INTERRUPTS();
}

void
hello_clock_main(Datum main_arg)
{
	HelloCluster *cluster;

	/* Without a database there is no statement to cancel: leave the loop when asked to. */
	pqsignal(SIGTERM, SignalHandlerForShutdownRequest);
	BackgroundWorkerUnblockSignals();

	cluster = hello_cluster();

	while (!ShutdownRequestPending)
	{
		wait_for_latch(1000L);
		pg_atomic_fetch_add_u64(&cluster->heartbeats, 1);
	}
}

/* True while the database has the extension: a loader may leave its workers behind. */
static bool
extension_exists(void)
{
	bool		exists;

	SetCurrentStatementStartTimestamp();
	StartTransactionCommand();
	exists = OidIsValid(get_extension_oid("hello_dynpgext", true));
	CommitTransactionCommand();
	return exists;
}

/* Adds a line to hello.log, in a transaction of its own. */
static void
write_report(uint64 greetings)
{
	Oid			types[] = {INT8OID};
	Datum		values[] = {Int64GetDatum((int64) greetings)};
	int			result;

	SetCurrentStatementStartTimestamp();
	StartTransactionCommand();
	SPI_connect();
	PushActiveSnapshot(GetTransactionSnapshot());
	pgstat_report_activity(STATE_RUNNING, "writing to hello.log");

	result = SPI_execute_with_args("INSERT INTO hello.log (greetings) VALUES ($1)",
								   1, types, values, NULL, false, 0);
	if (result != SPI_OK_INSERT)
		elog(ERROR, "could not write to hello.log: %s", SPI_result_code_string(result));

	SPI_finish();
	PopActiveSnapshot();
	CommitTransactionCommand();
	pgstat_report_stat(true);
	pgstat_report_activity(STATE_IDLE, NULL);
}

/* The argument is the oid of the database. */
void
hello_reporter_main(Datum main_arg)
{
	HelloDatabase *database;
	uint64		reported = 0;

	pqsignal(SIGTERM, die);
	pqsignal(SIGHUP, SignalHandlerForConfigReload);
	BackgroundWorkerUnblockSignals();

	/* Memory per database is that of the database we are connected to: first connect, then look up. */
	BackgroundWorkerInitializeConnectionByOid(DatumGetObjectId(main_arg), InvalidOid, 0);
	database = hello_database();

	while (extension_exists())
	{
		uint64		greetings;

		SpinLockAcquire(&database->mutex);
		greetings = database->greetings;
		SpinLockRelease(&database->mutex);

		if (greetings != reported)
		{
			write_report(greetings);
			reported = greetings;
		}

		wait_for_latch(hello_report_interval * 1000L);
		if (ConfigReloadPending)
		{
			ConfigReloadPending = false;
			ProcessConfigFile(PGC_SIGHUP);
		}
	}
}
