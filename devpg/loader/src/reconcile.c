/*
 * reconcile.c: from what is installed to what runs.
 *
 * Compares the workers that should run with those that do, and starts and stops until both are the same. It knows
 * nothing of what happened in between, so a lost wake-up or a new launcher costs time and nothing else.
 */
#include "loader.h"

#include <signal.h>

#include "pgstat.h"
#include "storage/latch.h"
#include "utils/memutils.h"
#include "utils/timeout.h"
#include "utils/timestamp.h"

#include "callbacks.h"
#include "events.h"
#include "late_libraries.h"
#include "launcher.h"
#include "survivor.h"

/* How long a worker may take to begin, or to end, before something is said or done. */
#define PATIENCE_MS 10000

/* How long the callback of a registration may take. */
#define CALLBACK_MS 5000

/* Global workers are for no installed extension in particular. */
#define GLOBAL_INCARNATION 1

static BackgroundWorkerHandle *handles[WORKER_SLOTS];
static bool wanted[WORKER_SLOTS];

/* In this round, a worker could not be started because another one is still to end. */
static bool postponed;

static bool
is_overdue(const WorkerSlot *slot)
{
	return TimestampDifferenceExceeds(slot->asked_at, GetCurrentTimestamp(), PATIENCE_MS);
}

static void
fail_to_start(WorkerSlot *slot)
{
	slot->ended_at = GetCurrentTimestamp();
	pg_atomic_write_u32(&slot->pid, 0);
	pg_atomic_write_u32(&slot->state, slot->stopping ? WORKER_STOPPED : WORKER_FAILED);
	if (!slot->stopping)
		complain(&(Complaint)
				 {
					 .severity = EVENT_ERROR, .site = &registry->worker[slot->definition].site,
					 .hint = "The server log says why."
				 },
				 "background worker \"%s\" could not be started", slot->name);
}

/* Notices processes that ended without a word. */
static void
look_after_process(int index)
{
	WorkerSlot *slot = &survivor->workers[index];
	bool		gone;
	pid_t		pid;

	if (handles[index] != NULL)
		gone = GetBackgroundWorkerPid(handles[index], &pid) == BGWH_STOPPED;
	else if (pg_atomic_read_u32(&slot->pid) != 0)
		gone = kill((pid_t) pg_atomic_read_u32(&slot->pid), 0) != 0 && errno == ESRCH;
	else
		gone = is_overdue(slot);
	if (!gone)
		return;
	if (worker_is_alive(slot))
		fail_to_start(slot);
	if (handles[index] != NULL)
		pfree(handles[index]);
	handles[index] = NULL;
}

static void
ask_to_stop(int index)
{
	WorkerSlot *slot = &survivor->workers[index];
	uint32		pid = pg_atomic_read_u32(&slot->pid);

	if (slot->stopping && !is_overdue(slot))
		return;
	if (slot->stopping && !slot->complained)
	{
		slot->complained = true;
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .sqlstate = ERRCODE_OBJECT_IN_USE, .site = &registry->worker[slot->definition].site,
					 .hint = "Handle SIGTERM: with die, or with SignalHandlerForShutdownRequest and a look at ShutdownRequestPending in the loop; and unblock signals."
				 },
				 "background worker \"%s\", pid %u, does not end when it is asked to", slot->name, pid);
	}
	slot->stopping = true;
	slot->asked_at = GetCurrentTimestamp();
	if (handles[index] != NULL)
		TerminateBackgroundWorker(handles[index]);
	else if (pid != 0)
		kill((pid_t) pid, SIGTERM);
	else
		slot->launch++;			/* when it begins at last, it sees that it came too late */
}

/* Whether another worker of the same extension there is still to end. */
static bool
waits_for_others(const WorkerSlot *mine)
{
	for (int i = 0; i < WORKER_SLOTS; i++)
	{
		WorkerSlot *slot = &survivor->workers[i];

		if (slot->stopping && worker_is_alive(slot) && slot->database == mine->database &&
			strcmp(slot->extension, mine->extension) == 0)
			return true;
	}
	return false;
}

/* The callback of register_bgworker would hold everything up if it waited for ever. */
static void
interrupt_callback(void)
{
	InterruptPending = true;
	QueryCancelPending = true;
	SetLatch(MyLatch);
}

static void
call_back(int definition, BackgroundWorkerHandle *handle)
{
	WorkerDefinition *worker = &registry->worker[definition];
	MemoryContext context = CurrentMemoryContext;
	static TimeoutId timeout = 0;
	static bool registered = false;

	if (!worker->has_callback)
		return;
	if (!registered)
		timeout = RegisterTimeout(USER_TIMEOUT, interrupt_callback);
	registered = true;
	PG_TRY();
	{
		if (!worker_callbacks[definition].known)
			hear_callbacks(worker->library);
		enable_timeout_after(timeout, CALLBACK_MS);
		if (worker_callbacks[definition].function != NULL)
			worker_callbacks[definition].function(handle, worker_callbacks[definition].data);
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .severity = EVENT_ERROR, .rule = "shmem-callback-throws",
					 .sqlstate = error->sqlerrcode, .site = &worker->site,
					 .detail = psprintf("The error was: %s", error->message),
					 .hint = psprintf("It runs in the loader, which ends it after %d seconds.", CALLBACK_MS / 1000)
				 },
				 "the callback of background worker \"%s\" raised an error", worker->bgw.bgw_name);
	}
	PG_END_TRY();
	disable_timeout(timeout, false);
	QueryCancelPending = false;
}

static void
complain_of_no_place(WorkerSlot *slot)
{
	slot->retry = true;
	pg_atomic_write_u32(&slot->state, WORKER_FAILED);
	if (slot->complained)
		return;
	slot->complained = true;
	complain(&(Complaint)
			 {
				 .elevel = WARNING, .severity = EVENT_ERROR, .rule = "dynpgext-control",
				 .sqlstate = ERRCODE_CONFIGURATION_LIMIT_EXCEEDED, .site = &registry->worker[slot->definition].site,
				 .detail = psprintf("max_worker_processes is %d, and all of them are in use.", max_worker_processes),
				 .hint = "Enlarge max_worker_processes. It is started as soon as another one ends."
			 },
			 "there is no place for background worker \"%s\"", slot->name);
}

/* Gives the worker to the postmaster. Its state is "starting" already. */
static void
start(int index)
{
	WorkerSlot *slot = &survivor->workers[index];
	BackgroundWorker bgw = registry->worker[slot->definition].bgw;
	MemoryContext before = MemoryContextSwitchTo(TopMemoryContext);

	strlcpy(bgw.bgw_library_name, "dynpgext_loader", sizeof(bgw.bgw_library_name));
	strlcpy(bgw.bgw_function_name, "dynpgext_worker_main", sizeof(bgw.bgw_function_name));
	bgw.bgw_main_arg = UInt64GetDatum(((uint64) slot->launch << 32) | (uint64) index);
	/* We hear of start and end, and so does the callback that waits. */
	bgw.bgw_notify_pid = MyProcPid;
	if (!RegisterDynamicBackgroundWorker(&bgw, &handles[index]))
	{
		handles[index] = NULL;
		complain_of_no_place(slot);
	}
	else
	{
		slot->complained = false;
		call_back(slot->definition, handles[index]);
	}
	MemoryContextSwitchTo(before);
}

/*
 * Notes that the worker should run, unless its database is paused, and makes it "starting" if it is to be started.
 * Exclusive lock.
 */
static void
want(int definition, Oid database, uint64 incarnation, bool paused)
{
	int			index = worker_slot(definition, database);
	WorkerSlot *slot;
	uint32		state;

	if (index < 0)
		return;
	slot = &survivor->workers[index];
	if (worker_is_alive(slot))
	{
		wanted[index] = slot->incarnation == incarnation && !slot->stopping && !paused;
		return;
	}
	wanted[index] = true;
	state = pg_atomic_read_u32(&slot->state);
	if (slot->incarnation == incarnation && state != WORKER_STOPPED && !slot->retry)
		return;
	if (paused)
		return;
	if (waits_for_others(slot) || handles[index] != NULL)
	{
		postponed = true;
		return;
	}
	slot->incarnation = incarnation;
	slot->launch++;
	slot->stopping = slot->retry = false;
	slot->asked_at = GetCurrentTimestamp();
	pg_atomic_write_u32(&slot->pid, 0);
	pg_atomic_write_u32(&slot->state, WORKER_STARTING);
}

/* Goes over all installed extensions for one worker. Exclusive lock. */
static void
want_everywhere(int definition)
{
	WorkerDefinition *worker = &registry->worker[definition];
	bool		somewhere = false;

	for (int i = 0; i < registry->installed; i++)
	{
		InstalledExtension  *entry = &registry->install[i];
		int			database;

		if (!OidIsValid(entry->database) || serving_library(entry->extension, entry->version) != worker->library)
			continue;
		somewhere = true;
		database = find_database(entry->database, false);
		if (worker->per_database && database >= 0)
			want(definition, entry->database, entry->incarnation, is_paused(&registry->database[database]));
	}
	if (somewhere && !worker->per_database)
		want(definition, InvalidOid, GLOBAL_INCARNATION, false);
}

/* What is left of databases that are gone. Exclusive lock. */
static void
forget_orphans(void)
{
	for (int i = 0; i < WORKER_SLOTS; i++)
	{
		WorkerSlot *slot = &survivor->workers[i];

		if (slot->used && OidIsValid(slot->database) && !worker_is_alive(slot) && handles[i] == NULL &&
			find_database(slot->database, false) < 0)
			slot->used = false;
	}
}

static void
decide(void)
{
	memset(wanted, 0, sizeof(wanted));
	postponed = false;
	lock_registry(LW_EXCLUSIVE);
	for (int i = 0; i < registry->workers; i++)
	{
		if (!registry->worker[i].refused && registry->library[registry->worker[i].library].state == LIBRARY_INITIALISED)
			want_everywhere(i);
	}
	forget_orphans();
	unlock_registry();
}

/* Brings one worker nearer to what it should be. */
static Progress
reconcile_worker(int index)
{
	WorkerSlot *slot = &survivor->workers[index];

	if (worker_is_alive(slot) && !wanted[index])
		ask_to_stop(index);
	else if (!worker_is_alive(slot) && !wanted[index])
	{
		slot->incarnation = 0;
		slot->retry = false;
	}
	else if (pg_atomic_read_u32(&slot->state) == WORKER_STARTING && handles[index] == NULL && !is_overdue(slot) &&
			 pg_atomic_read_u32(&slot->pid) == 0)
		start(index);

	if (pg_atomic_read_u32(&slot->state) == WORKER_STARTING || (slot->stopping && worker_is_alive(slot)))
		return UNDER_WAY;
	return slot->retry ? WAITING_FOR_PLACE : NOTHING_TO_DO;
}

Progress
reconcile_workers(void)
{
	Progress	progress = NOTHING_TO_DO;

	for (int i = 0; i < WORKER_SLOTS; i++)
	{
		if (survivor->workers[i].used && (handles[i] != NULL || worker_is_alive(&survivor->workers[i])))
			look_after_process(i);
	}
	decide();
	for (int i = 0; i < WORKER_SLOTS; i++)
	{
		if (survivor->workers[i].used)
			progress = Max(progress, reconcile_worker(i));
	}
	return postponed ? UNDER_WAY : progress;
}
