/*
 * handle.c: handles, and what holds while _Dynpgext_init runs.
 */
#include "loader.h"

#include "utils/memutils.h"

#include "callbacks.h"
#include "events.h"
#include "handle.h"

typedef void (*InitFunction) (const dynpgext_handle *handle);

MemoryCallback memory_callbacks[MOST_ALLOCATIONS];
WorkerCallback worker_callbacks[MOST_WORKERS];
Initialisation *initialisation = NULL;

static dynpgext_handle *handles[MOST_LIBRARIES];

const dynpgext_handle *
handle_of(int index)
{
	LoaderLibrary    *library = &registry->library[index];

	if (handles[index] == NULL)
	{
		MemoryContext before = MemoryContextSwitchTo(TopMemoryContext);
		dynpgext_handle *handle = palloc0(sizeof(dynpgext_handle));

		handle->name = pstrdup(library->extension);
		handle->version = pstrdup(library->version);
		handle->library_name = pstrdup(library->path);
		handle->allocate_shmem = allocate_shmem;
		/* By the arity of the caller's header, not of ours. */
		handle->register_bgworker = library->arity == 3
			? (dynpgext_register_bgworker_function) (void (*) (void)) register_bgworker_3
			: register_bgworker_5;
		handles[index] = handle;
		MemoryContextSwitchTo(before);
	}
	return handles[index];
}

void
run_init(int library, InitMode mode, void *init)
{
	char		here;
	Initialisation now = {.mode = mode,.library = library,.stack_top = &here};
	MemoryContext before = MemoryContextSwitchTo(TopMemoryContext);

	now.handle = handle_of(library);
	initialisation = &now;
	PG_TRY();
	{
		((InitFunction) init) (now.handle);
	}
	PG_CATCH();
	{
		initialisation = NULL;
		MemoryContextSwitchTo(before);
		PG_RE_THROW();
	}
	PG_END_TRY();
	initialisation = NULL;
	MemoryContextSwitchTo(before);
}

bool
handle_is_usable(const dynpgext_handle *handle, const char *function, const void *caller)
{
	if (initialisation != NULL && initialisation->handle == handle)
		return true;
	complain(&(Complaint)
			 {
				 .elevel = WARNING, .rule = "handle-outside-init",
				 .sqlstate = ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE, .caller = caller,
				 .detail = initialisation == NULL
				 ? "The loader hears requests only while _Dynpgext_init runs."
				 : psprintf("The handle is not that of extension \"%s\", whose _Dynpgext_init is running.",
							initialisation->handle->name),
				 .hint = "Ask for everything in _Dynpgext_init, for the largest case if need be."
			 },
			 "%s was called through a saved handle: it has no effect", function);
	return false;
}

bool
is_on_init_stack(const void *address)
{
	const char *here = __builtin_frame_address(0);
	const char *it = address;

	/* Stacks grow downwards on every machine that PostgreSQL runs on. */
	return initialisation != NULL && it != NULL && it >= here && it < initialisation->stack_top;
}
