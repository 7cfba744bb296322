/*
 * rehearsal.c: a copy of the postmaster, made with fork(), runs the code of the extension first.
 *
 * Nothing can be caught of a segmentation fault, an exit() or an endless loop in the postmaster itself: the server
 * would not start. The copy has the same memory, but nothing that it writes is seen by anybody else.
 */
#include "loader.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "libpq/pqsignal.h"
#include "storage/fd.h"
#include "storage/ipc.h"

#include "callbacks.h"
#include "crash_note.h"
#include "events.h"
#include "handle.h"
#include "rehearsal.h"

/* No exit code of PostgreSQL or of a shell. */
#define SURVIVED 77
#define SECONDS 5

/* Nothing of the postmaster's may be undone by the copy, nor may it say anything. */
static void
become_copy(void)
{
	int			nowhere = open("/dev/null", O_RDWR);
	sigset_t	none;

	MyProcPid = getpid();
	on_exit_reset();
	events_muted = true;
	if (nowhere >= 0)
	{
		dup2(nowhere, STDOUT_FILENO);
		dup2(nowhere, STDERR_FILENO);
	}
	signal(SIGALRM, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	silence_reporter();
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	alarm(SECONDS);
}

static void
play_callbacks(int from)
{
	for (int i = from; i < registry->allocations; i++)
	{
		MemoryCallback *callback = &memory_callbacks[i];

		if (registry->allocation[i].state == ALLOCATION_GOOD && callback->function != NULL)
			callback->function(calloc(1, registry->allocation[i].stride), callback->data);
	}
}

static void
play(int library, const LoadedLibrary *loaded)
{
	int			allocations = registry->allocations;

	PG_TRY();
	{
		if (wants_eager_preload(loaded))
		{
			run_init(library, INIT_PRESET, loaded->init);
			play_callbacks(allocations);
		}
	}
	PG_CATCH();
	{
		FlushErrorState();
	}
	PG_END_TRY();
}

/* Waits for the copy. NULL when it survived. */
static char *
outcome(pid_t copy, const char *what)
{
	int			status;

	while (waitpid(copy, &status, 0) < 0)
	{
		if (errno != EINTR)
			return NULL;
	}
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
		return psprintf("%s did not come back within %d seconds.", what, SECONDS);
	if (WIFSIGNALED(status))
		return psprintf("%s crashed: signal %d, %s.", what, WTERMSIG(status), pg_strsignal(WTERMSIG(status)));
	if (WEXITSTATUS(status) != SURVIVED)
		return psprintf("%s ended the process with exit code %d.", what, WEXITSTATUS(status));
	return NULL;
}

char *
rehearse(int library, const LoadedLibrary *loaded)
{
	pid_t		copy;

	fflush(NULL);
	copy = fork();
	if (copy == 0)
	{
		become_copy();
		play(library, loaded);
		_exit(SURVIVED);
	}
	return copy < 0 ? NULL : outcome(copy, "_Dynpgext_init or a callback");
}

typedef struct Farewell
{
	int			library;
	void		(*fini) (const dynpgext_handle *handle);
} Farewell;

static Farewell farewells[MOST_LIBRARIES];
static int	farewell_count = 0;
static int	postmaster_pid = 0;

static void
run_fini(const Farewell *farewell)
{
	PG_TRY();
	{
		farewell->fini(handle_of(farewell->library));
	}
	PG_CATCH();
	{
		FlushErrorState();
	}
	PG_END_TRY();
}

static void
run_finis(int code, Datum arg)
{
	(void) code;
	(void) arg;
	if (getpid() != postmaster_pid)
		return;
	for (int i = 0; i < farewell_count; i++)
	{
		pid_t		copy;

		fflush(NULL);
		copy = fork();
		if (copy == 0)
		{
			become_copy();
			run_fini(&farewells[i]);
			_exit(SURVIVED);
		}
		if (copy > 0)
		{
			char	   *trouble = outcome(copy, "_Dynpgext_fini");

			if (trouble != NULL)
				ereport(LOG, (errmsg("extension \"%s\": %s", handle_of(farewells[i].library)->name, trouble)));
		}
	}
}

void
run_fini_at_exit(int library, void *fini)
{
	if (fini == NULL || farewell_count == MOST_LIBRARIES)
		return;
	if (farewell_count == 0)
	{
		postmaster_pid = getpid();
		on_proc_exit(run_finis, (Datum) 0);
	}
	farewells[farewell_count].library = library;
	farewells[farewell_count++].fini = (void (*) (const dynpgext_handle *)) fini;
}
