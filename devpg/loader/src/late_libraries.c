/*
 * late_libraries.c: initialisation after server start.
 *
 * One process at a time; others that want the same wait. What a library asks for is there at once, in dynamic
 * shared memory, and stays when the transaction rolls back: memory is never freed, and workers are started
 * only for extensions that a committed transaction has created.
 */
#include "loader.h"

#include <dlfcn.h>
#include <signal.h>

#include "utils/memutils.h"

#include "discovery.h"
#include "events.h"
#include "handle.h"
#include "late_libraries.h"
#include "library.h"
#include "registry.h"

/* False when this process is the one already: inside _Dynpgext_init. */
static bool
begin(void)
{
	for (;;)
	{
		int			by;

		lock_registry(LW_EXCLUSIVE);
		by = registry->late_by;
		if (by == 0 || (by != MyProcPid && kill(by, 0) != 0 && errno == ESRCH))
			registry->late_by = MyProcPid;
		unlock_registry();
		if (by == MyProcPid)
			return false;
		if (registry->late_by == MyProcPid)
			return true;
		CHECK_FOR_INTERRUPTS();
		pg_usleep(2000L);
	}
}

static void
end(void)
{
	registry->late_by = 0;
}

static void
remember_failure(LoaderLibrary *library)
{
	MemoryContext context = MemoryContextSwitchTo(TopMemoryContext);
	ErrorData  *error = CopyErrorData();

	MemoryContextSwitchTo(context);
	library->state = LIBRARY_FAILED;
	snprintf(library->detail, sizeof(library->detail), "_Dynpgext_init raised an error: %s", error->message);
	complain(&(Complaint)
			 {.severity = EVENT_ERROR,.rule = "shmem-callback-throws",.detail = library->detail},
			 "extension \"%s\" %s could not be initialised", library->extension, library->version);
	FreeErrorData(error);
}

/* Wants begin(). */
static void
initialise(int index)
{
	LoaderLibrary    *library = &registry->library[index];
	LoadedLibrary loaded;

	if (!load_library(library, &loaded))
		return;
	library->arity = loaded.arity;
	PG_TRY();
	{
		run_init(index, INIT_LATE, loaded.init);
	}
	PG_CATCH();
	{
		unlock_registry_after_error();
		remember_failure(library);
		PG_RE_THROW();
	}
	PG_END_TRY();
	library->detail[0] = '\0';
	library->state = LIBRARY_INITIALISED;
	wake_launcher();
}

/* The postmaster has the old one open, and every process inherits that. */
static void
complain_of_changed_file(const LoaderLibrary *library)
{
	complain(&(Complaint)
			 {
				 .elevel = WARNING, .sqlstate = ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
				 .detail = psprintf("The file \"%s\" is not the one that the server loaded when it was started.", library->path),
				 .hint = "Restart the server."
			 },
			 "the library of extension \"%s\" has changed", library->extension);
}

/* Marks what the library has asked for, to see what its successor still asks for. Wants begin(). */
static void
expect_again(int library)
{
	for (int i = 0; i < registry->allocations; i++)
	{
		if (registry->allocation[i].library == library && registry->allocation[i].name[0] != '\0')
			registry->allocation[i].stale = true;
	}
	for (int i = 0; i < registry->workers; i++)
	{
		if (registry->worker[i].library == library)
			registry->worker[i].stale = true;
	}
}

/* Memory stays, as always; workers that are not registered any more end. */
static void
give_up_stale(int library)
{
	for (int i = 0; i < registry->workers; i++)
	{
		if (registry->worker[i].library == library && registry->worker[i].stale)
			registry->worker[i].refused = true;
	}
}

/* A library that no process but those that used it has open can be replaced while the server runs. */
static void
initialise_again(int index)
{
	if (!begin())
		return;
	PG_TRY();
	{
		if (file_has_changed(&registry->library[index]) && !library_is_open(registry->library[index].path))
		{
			expect_again(index);
			initialise(index);
			give_up_stale(index);
		}
	}
	PG_CATCH();
	{
		end();
		PG_RE_THROW();
	}
	PG_END_TRY();
	end();
}

/*
 * A library that could not be initialised at server start: what was wrong, or, when it was built again since, that it
 * can be tried once more. True for the latter.
 */
static bool
look_at_failed(int index)
{
	LoaderLibrary *library = &registry->library[index];
	bool		changed = file_has_changed(library);

	if (changed && !library_is_open(library->path))
	{
		library->late = true;
		return true;
	}
	if (changed)
		complain_of_changed_file(library);
	else
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .sqlstate = ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE, .detail = library->detail,
					 .hint = "It has no shared memory and no workers. Correct it, and build it again."
				 },
				 "extension \"%s\" was not initialised at server start", library->extension);
	return false;
}

static bool
wants_initialisation(int index)
{
	LibraryState state = registry->library[index].state;

	return registry->library[index].late && (state == LIBRARY_DEFERRED || state == LIBRARY_FAILED);
}

void
initialise_late_library(const char *extension, const char *version)
{
	int			index = serving_library(extension, version);

	if (index >= 0 && registry->library[index].state == LIBRARY_INITIALISED)
	{
		if (file_has_changed(&registry->library[index]))
		{
			if (registry->library[index].late)
				initialise_again(index);
			else
				complain_of_changed_file(&registry->library[index]);
		}
		return;
	}
	if (index >= 0 && registry->library[index].state == LIBRARY_FAILED && !registry->library[index].late &&
		!look_at_failed(index))
		return;
	if (!begin())
		return;
	PG_TRY();
	{
		if (index < 0 || registry->library[index].state == LIBRARY_IGNORED)
			find_new_libraries(extension);
		index = serving_library(extension, version);
		if (index >= 0 && wants_initialisation(index))
			initialise(index);
	}
	PG_CATCH();
	{
		end();
		PG_RE_THROW();
	}
	PG_END_TRY();
	end();
}

bool
initialise_library_of(const void *code)
{
	volatile bool done = false;
	volatile int index;
	Dl_info		where;

	if (dladdr(code, &where) == 0 || where.dli_fname == NULL)
		return false;
	index = find_library_by_path(where.dli_fname);
	if (index < 0 || !wants_initialisation(index) || !begin())
		return false;
	PG_TRY();
	{
		if (wants_initialisation(index))
		{
			initialise(index);
			done = true;
		}
	}
	PG_CATCH();
	{
		end();
		PG_RE_THROW();
	}
	PG_END_TRY();
	end();
	return done;
}

void
hear_callbacks(int index)
{
	LoaderLibrary		library = registry->library[index];
	LoadedLibrary loaded;

	if (initialisation != NULL)
		return;
	events_muted = true;
	PG_TRY();
	{
		if (load_library(&library, &loaded))
			run_init(index, INIT_REPLAY, loaded.init);
	}
	PG_CATCH();
	{
		events_muted = false;
		PG_RE_THROW();
	}
	PG_END_TRY();
	events_muted = false;
}
