/*
 * launcher.c: the loop of the launcher.
 *
 * It keeps nothing in its own memory that it could not do without: when it dies, the next one goes on from the tables.
 */
#include "loader.h"

#include "pgstat.h"
#include "postmaster/interrupt.h"
#include "storage/ipc.h"
#include "storage/latch.h"
#include "utils/guc.h"
#if PG_VERSION_NUM >= 140000
#include "utils/wait_event.h"
#endif

#include "events.h"
#include "launcher.h"
#include "registry.h"

extern LOADER_EXPORT void dynpgext_launcher_main(Datum arg);

#define BUSY_MS 100
#define IDLE_MS 5000

/* The scanner that runs, if one does. */
static BackgroundWorkerHandle *scanner = NULL;
static Oid	scanned = InvalidOid;

void
register_launcher(void)
{
	BackgroundWorker worker;

	memset(&worker, 0, sizeof(worker));
	strlcpy(worker.bgw_name, "dynpgext loader", BGW_MAXLEN);
	strlcpy(worker.bgw_type, "dynpgext loader", BGW_MAXLEN);
	strlcpy(worker.bgw_library_name, "dynpgext_loader", BGW_MAXLEN);
	strlcpy(worker.bgw_function_name, "dynpgext_launcher_main", BGW_MAXLEN);
	worker.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION;
	worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
	worker.bgw_restart_time = 1;
	RegisterBackgroundWorker(&worker);
}

bool
start_scanner(Oid database)
{
	BackgroundWorker worker;

	memset(&worker, 0, sizeof(worker));
	strlcpy(worker.bgw_name, "dynpgext scanner", BGW_MAXLEN);
	strlcpy(worker.bgw_type, "dynpgext scanner", BGW_MAXLEN);
	strlcpy(worker.bgw_library_name, "dynpgext_loader", BGW_MAXLEN);
	strlcpy(worker.bgw_function_name, "dynpgext_scanner_main", BGW_MAXLEN);
	worker.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION;
	worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
	worker.bgw_restart_time = BGW_NEVER_RESTART;
	worker.bgw_main_arg = ObjectIdGetDatum(database);
	worker.bgw_notify_pid = MyProcPid;
	return RegisterDynamicBackgroundWorker(&worker, &scanner);
}

/* The next database to be read, whose state becomes "running". */
static Oid
take_scan(void)
{
	Oid			database = InvalidOid;

	lock_registry(LW_EXCLUSIVE);
	for (int i = 0; i < registry->databases && !OidIsValid(database); i++)
	{
		DatabaseSlot *slot = &registry->database[i];

		if (OidIsValid(slot->oid) && slot->scan == SCAN_NEEDED && !is_paused(slot))
		{
			slot->scan = SCAN_RUNNING;
			database = slot->oid;
		}
	}
	unlock_registry();
	return database;
}

static void
set_scan(Oid database, ScanProgress from, ScanProgress to)
{
	int			slot;

	lock_registry(LW_EXCLUSIVE);
	slot = find_database(database, false);
	if (slot >= 0 && registry->database[slot].scan == from)
		registry->database[slot].scan = to;
	unlock_registry();
}

static void
complain_of_no_place(Oid database)
{
	static bool complained = false;

	if (!complained)
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .rule = "dynpgext-control", .sqlstate = ERRCODE_CONFIGURATION_LIMIT_EXCEEDED,
					 .hint = "Enlarge max_worker_processes."
				 },
				 "the loader finds no free background worker to look which extensions database %u has", database);
	complained = true;
}

/* One at a time. True when one runs, or is still to be started. */
static bool
scan_databases(void)
{
	pid_t		pid;

	if (scanner != NULL && GetBackgroundWorkerPid(scanner, &pid) != BGWH_STOPPED)
		return true;
	if (scanner != NULL)
	{
		pfree(scanner);
		scanner = NULL;

		/* It said so itself, if it got to the end; else it failed, and would fail again. */
		set_scan(scanned, SCAN_RUNNING, SCAN_DONE);
	}
	scanned = take_scan();
	if (!OidIsValid(scanned))
		return false;
	if (!start_scanner(scanned))
	{
		scanner = NULL;
		complain_of_no_place(scanned);
		set_scan(scanned, SCAN_RUNNING, SCAN_NEEDED);
	}
	return true;
}

static void
leave(int code, Datum arg)
{
	(void) code;
	(void) arg;
	registry->launcher = NULL;
}

/* What an earlier launcher has not ended. */
static void
take_over(void)
{
	lock_registry(LW_EXCLUSIVE);
	registry->databases_changed = true;
	for (int i = 0; i < registry->databases; i++)
	{
		if (registry->database[i].scan == SCAN_RUNNING)
			registry->database[i].scan = SCAN_NEEDED;
	}
	unlock_registry();
	registry->launcher = MyProc;
	before_shmem_exit(leave, (Datum) 0);
}

void
dynpgext_launcher_main(Datum arg)
{
	(void) arg;
	pqsignal(SIGTERM, SignalHandlerForShutdownRequest);
	pqsignal(SIGHUP, SignalHandlerForConfigReload);
	BackgroundWorkerUnblockSignals();
	BackgroundWorkerInitializeConnection(NULL, NULL, 0);
	take_over();

	while (!ShutdownRequestPending)
	{
		uint64		asked;
		bool		scanning;
		Progress	progress;

		ResetLatch(MyLatch);
		CHECK_FOR_INTERRUPTS();
		asked = pg_atomic_read_u64(&registry->asked);
		if (ConfigReloadPending)
		{
			ConfigReloadPending = false;
			ProcessConfigFile(PGC_SIGHUP);
		}
		if (registry->databases_changed)
		{
			registry->databases_changed = false;
			refresh_databases();
		}
		scanning = scan_databases();
		progress = reconcile_workers();
		if (ShutdownRequestPending)
			break;
		if (!scanning && progress != UNDER_WAY && !registry->databases_changed)
			pg_atomic_write_u64(&registry->settled, asked);
		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH,
						 scanning || progress != NOTHING_TO_DO ? BUSY_MS : IDLE_MS, PG_WAIT_EXTENSION);
	}

	/* Ended by somebody while the server runs, it comes back. */
	proc_exit(1);
}
