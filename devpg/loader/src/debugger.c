/*
 * debugger.c: dynpgext_dev.wait_for_debugger() and dynpgext_dev.restart_worker().
 *
 * A session waits in its first statement, not while it is being connected: then the client knows its pid, and
 * no authentication timeout runs.
 */
#include "loader.h"

#include "fmgr.h"
#include "libpq/pqsignal.h"
#include "parser/analyze.h"
#include "pgstat.h"
#include "storage/latch.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/timestamp.h"
#if PG_VERSION_NUM >= 140000
#include "utils/wait_event.h"
#endif
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "debugger.h"
#include "events.h"
#include "registry.h"
#include "survivor.h"

LOADER_SQL_FUNCTION(dynpgext_dev_wait_for_debugger);
LOADER_SQL_FUNCTION(dynpgext_dev_restart_worker);

/*
 * As in libpq/auth.h, which wants the headers of GSSAPI that few machines have.
 * Source: src/include/libpq/auth.h, REL_13_STABLE to REL_18_STABLE.
 */
struct Port;
typedef void (*AuthenticationHook) (struct Port *port, int status);
extern PGDLLIMPORT AuthenticationHook ClientAuthentication_hook;

static AuthenticationHook previous_authentication_hook = NULL;
static post_parse_analyze_hook_type previous_analyze_hook = NULL;

void
allow_debuggers(void)
{
#ifdef PR_SET_PTRACER
	/* Fails where the kernel has no such restriction; then there is nothing to allow. */
	(void) prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);
#endif
}

/* Elsewhere than on Linux a process is not told; the wait ends with its time limit. */
static bool
debugger_is_attached(void)
{
	FILE	   *status = fopen("/proc/self/status", "r");
	char		line[256];
	int			tracer = 0;

	if (status == NULL)
		return false;
	while (fgets(line, sizeof(line), status) != NULL)
	{
		if (sscanf(line, "TracerPid: %d", &tracer) == 1)
			break;
	}
	fclose(status);
	return tracer != 0;
}

static void
wait_for_debugger(const char *who)
{
	TimestampTz end = TimestampTzPlusMilliseconds(GetCurrentTimestamp(), (int64) debugger_timeout_s * 1000);

	complain(&(Complaint)
			 {
				 .elevel = LOG, .severity = EVENT_NOTICE,
				 .detail = psprintf("At most %d seconds (dynpgext_dev.debugger_timeout).", debugger_timeout_s)
			 },
			 "%s waits for a debugger, pid %d", who, MyProcPid);
	while (!debugger_is_attached())
	{
		if (GetCurrentTimestamp() >= end)
		{
			complain(&(Complaint)
					 {.elevel = WARNING,.sqlstate = ERRCODE_QUERY_CANCELED,.hint = "It goes on without."},
					 "no debugger was attached to pid %d within %d seconds", MyProcPid, debugger_timeout_s);
			return;
		}
		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, 50L, PG_WAIT_EXTENSION);
		ResetLatch(MyLatch);
		CHECK_FOR_INTERRUPTS();
	}
}

/* Takes the request, if it is for this worker. */
static bool
take_request_for_worker(const char *name)
{
	bool		wanted;

	lock_registry(LW_EXCLUSIVE);
	wanted = registry->debug.worker[0] != '\0' && strcmp(registry->debug.worker, name) == 0;
	if (wanted)
		registry->debug.worker[0] = '\0';
	unlock_registry();
	return wanted;
}

void
wait_for_debugger_of_worker(const char *name)
{
	if (!take_request_for_worker(name))
		return;

	/* It must be possible to end it meanwhile; the extension's function begins with blocked signals, as always. */
	BackgroundWorkerUnblockSignals();
	wait_for_debugger(psprintf("background worker \"%s\"", name));
	sigprocmask(SIG_SETMASK, &BlockSig, NULL);
}

/* Takes the request, if it is for this session. */
static bool
take_request_for_session(void)
{
	bool		wanted;

	if (!OidIsValid(registry->debug.database))
		return false;
	lock_registry(LW_EXCLUSIVE);
	/* Who is named may be in a database that did not exist when the request was made. */
	wanted = OidIsValid(registry->debug.database) && registry->debug.armed_by != MyProcPid &&
		(registry->debug.application[0] == '\0' ? registry->debug.database == MyDatabaseId :
		 strcmp(registry->debug.application, application_name) == 0);
	if (wanted)
		registry->debug.database = InvalidOid;
	unlock_registry();
	return wanted;
}

/* A session that is not meant has had its first statement and is never asked again. */
static void
wait_in_first_statement(void)
{
	static bool first = true;

	if (!first || !registry_is_shared || MyBackendType != B_BACKEND)
		return;
	first = false;
	if (take_request_for_session())
		wait_for_debugger("a session");
}

#if PG_VERSION_NUM >= 140000
static void
on_analyze(ParseState *state, Query *query, JumbleState *jumble)
{
	wait_in_first_statement();
	if (previous_analyze_hook != NULL)
		previous_analyze_hook(state, query, jumble);
}
#else
static void
on_analyze(ParseState *state, Query *query)
{
	wait_in_first_statement();
	if (previous_analyze_hook != NULL)
		previous_analyze_hook(state, query);
}
#endif

static void
on_authentication(struct Port *port, int status)
{
	allow_debuggers();
	if (previous_authentication_hook != NULL)
		previous_authentication_hook(port, status);
}

void
install_debugger_hooks(void)
{
	previous_authentication_hook = ClientAuthentication_hook;
	ClientAuthentication_hook = on_authentication;
	previous_analyze_hook = post_parse_analyze_hook;
	post_parse_analyze_hook = on_analyze;
}

Datum
dynpgext_dev_wait_for_debugger(PG_FUNCTION_ARGS)
{
	lock_registry(LW_EXCLUSIVE);
	if (PG_ARGISNULL(0))
	{
		registry->debug.database = MyDatabaseId;
		registry->debug.armed_by = MyProcPid;
		registry->debug.application[0] = '\0';
		if (!PG_ARGISNULL(1))
			strlcpy(registry->debug.application, text_to_cstring(PG_GETARG_TEXT_PP(1)), sizeof(registry->debug.application));
	}
	else
		strlcpy(registry->debug.worker, text_to_cstring(PG_GETARG_TEXT_PP(0)), sizeof(registry->debug.worker));
	unlock_registry();
	PG_RETURN_VOID();
}

/*
 * Lets the workers of that name, global or of this database, end and start anew: the launcher ends and starts what
 * belongs to no incarnation of its extension. Gives their number.
 */
Datum
dynpgext_dev_restart_worker(PG_FUNCTION_ARGS)
{
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int			restarted = 0;

	lock_registry(LW_EXCLUSIVE);
	for (int i = 0; i < WORKER_SLOTS; i++)
	{
		WorkerSlot *slot = &survivor->workers[i];

		if (!slot->used || slot->definition < 0 || strcmp(slot->name, name) != 0 ||
			(OidIsValid(slot->database) && slot->database != MyDatabaseId))
			continue;
		slot->incarnation = 0;
		restarted++;
	}
	unlock_registry();
	wake_launcher();
	PG_RETURN_INT32(restarted);
}
