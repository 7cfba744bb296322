/*
 * worker_exit.c: how workers end.
 *
 * A process that ends by itself runs our exit callback. One that is killed cannot: the postmaster learns of it, and
 * writes that to the log, where we listen.
 */
#include "loader.h"

#include "storage/ipc.h"
#include "utils/timestamp.h"

#include "events.h"
#include "registry.h"
#include "worker.h"

static emit_log_hook_type previous_emit_log_hook = NULL;

/* Why this process ends, when an error does it. */
static bool ended_by_error = false;

static void
record_exit(WorkerSlot *slot, int code, bool begun)
{
	LoaderWorkerState state = slot->stopping ? WORKER_STOPPED : begun ? WORKER_EXITED : WORKER_FAILED;

	slot->exit_code = code;
	slot->has_exit = true;
	slot->ended_at = GetCurrentTimestamp();
	pg_write_barrier();
	pg_atomic_write_u32(&slot->state, state);
	pg_atomic_write_u32(&slot->pid, 0);
}

/*
 * Whether some database still has the extension of this worker. One that fails because its extension was just dropped,
 * and that the loader has not come to end yet, has done nothing wrong. Without the lock, which must not be
 * waited for while a process ends: what is read may be a moment old.
 */
static bool
extension_is_there(void)
{
	for (int i = 0; i < registry->installed; i++)
	{
		InstalledExtension *entry = &registry->install[i];

		if (OidIsValid(entry->database) && strcmp(entry->extension, my_worker->extension) == 0 &&
			(!OidIsValid(my_worker->database) || my_worker->database == entry->database))
			return true;
	}
	return false;
}

static void
on_exit_of_worker(int code, Datum arg)
{
	(void) arg;
	if (my_worker == NULL || pg_atomic_read_u32(&my_worker->pid) != (uint32) MyProcPid)
		return;
	record_exit(my_worker, code, my_worker_has_begun);
	if (!my_worker->stopping && !ended_by_error)
		complain(&(Complaint)
				 {
					 .severity = code == 0 || !extension_is_there() ? EVENT_INFO : EVENT_WARNING,
					 .site = &registry->worker[my_worker->definition].site,
					 .detail = "It is not started again: bgw_restart_time is always BGW_NEVER_RESTART."
				 },
				 "background worker \"%s\" ended with exit code %d", my_worker->name, code);
	wake_launcher();
}

void
record_exit_of_worker(void)
{
	before_shmem_exit(on_exit_of_worker, (Datum) 0);
}

/* What the messages of PostgreSQL mean for somebody who wrote a worker. */
typedef struct WorkerAdvice
{
	const char *message_id;
	const char *rule;
	const char *hint;
} WorkerAdvice;

/* Source: src/backend/postmaster/bgworker.c, src/backend/utils/fmgr/dfmgr.c, REL_15_STABLE; postmaster.c, REL_13_STABLE. */
static const WorkerAdvice advices[] = {
	{"database connection requirement not indicated during registration", "bgw-flags",
	"Set BGWORKER_BACKEND_DATABASE_CONNECTION in bgw_flags."},
	{"could not find function \"%s\" in file \"%s\"", "bgw-function-unknown",
	"Set bgw_function_name to a function that is declared PGDLLEXPORT, and not static."},
	{"could not access file \"%s\": %m", "bgw-library-name",
	"Copy handle->library_name into bgw_library_name."},
	{"could not load library \"%s\": %s", "bgw-library-name",
	"Copy handle->library_name into bgw_library_name."},
};

/* The error that ends this worker, unless the loader or the server asked it to end. */
static void
record_error_of_worker(const ErrorData *error)
{
	const WorkerAdvice *advice = NULL;

	if (my_worker == NULL || error->elevel < ERROR || my_worker->stopping ||
		error->sqlerrcode == ERRCODE_ADMIN_SHUTDOWN)
		return;
	for (size_t i = 0; i < lengthof(advices); i++)
	{
		if (error->message_id != NULL && strcmp(error->message_id, advices[i].message_id) == 0)
			advice = &advices[i];
	}
	ended_by_error = true;

	/* Our own complaints have been recorded where they were made. */
	if (error->constraint_name != NULL && error->message_id != NULL && strcmp(error->message_id, "%s [%s]") == 0)
		return;
	complain(&(Complaint)
			 {
				 .severity = extension_is_there() ? EVENT_ERROR : EVENT_INFO, .rule = advice ? advice->rule : NULL,
				 .site = &registry->worker[my_worker->definition].site,
				 .detail = error->detail, .hint = advice ? advice->hint : error->hint
			 },
			 "background worker \"%s\" ended: %s", my_worker->name, error->message);
}

/* The pid in "… (PID 123) …", and the number that follows it; in every language, as all translations keep both. */
static bool
read_child_exit(const char *message, int *pid, int *number)
{
	const char *at = NULL;
	const char *next = message;

	while ((next = strstr(next, "(PID ")) != NULL)
		at = next++;
	if (at == NULL || sscanf(at, "(PID %d)", pid) != 1)
		return false;
	for (at = strchr(at, ')'); *at != '\0'; at++)
	{
		if (*at >= '0' && *at <= '9')
			return sscanf(at, "%d", number) == 1;
	}
	return false;
}

/*
 * What the postmaster says of a child. Source: LogChildExit, src/backend/postmaster/postmaster.c, REL_13_STABLE to
 * REL_18_STABLE.
 */
static void
record_child_exit(const ErrorData *error)
{
	bool		by_signal = strncmp(error->message_id, "%s (PID %d) was terminated by signal", 36) == 0;
	bool		by_exit = strcmp(error->message_id, "%s (PID %d) exited with exit code %d") == 0;
	WorkerSlot *slot;
	int			pid;
	int			number;

	if ((!by_signal && !by_exit) || !read_child_exit(error->message, &pid, &number))
		return;
	slot = slot_of_process(pid);
	if (slot != NULL)
		record_exit(slot, by_signal ? -number : number, true);
	if (slot != NULL || by_signal)
		complain(&(Complaint)
				 {
					 .severity = EVENT_ERROR, .detail = error->detail,
					 .site = slot && slot->definition >= 0 ? &registry->worker[slot->definition].site : NULL,
					 .hint = by_signal ? "All sessions were ended and shared memory was made anew." : NULL
				 },
				 "%s", error->message);
}

static void
listen_to_log(ErrorData *error)
{
	static bool listening = false;

	if (!listening)
	{
		listening = true;
		if (IsUnderPostmaster)
			record_error_of_worker(error);
		else if (error->message_id != NULL && error->message != NULL)
			record_child_exit(error);
		listening = false;
	}
	if (previous_emit_log_hook != NULL)
		previous_emit_log_hook(error);
}

void
install_exit_log(void)
{
	previous_emit_log_hook = emit_log_hook;
	emit_log_hook = listen_to_log;
}
