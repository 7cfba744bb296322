/*
 * request_worker.c: register_bgworker, as extensions call it with five or with three arguments.
 */
#include "loader.h"

#include <dlfcn.h>

#include "callbacks.h"
#include "events.h"
#include "handle.h"
#include "library.h"

#define KNOWN_FLAGS (DYNPGEXT_SCOPE_DATABASE_LOCAL | DYNPGEXT_REGISTER_BGWORKER_NOTIFY)

/* What the checks below need to say where and what. */
typedef struct WorkerRequest
{
	WorkerDefinition *definition;
	const LoaderLibrary *library;
	const void *caller;
} WorkerRequest;

/* Says why the worker is never started. */
static void
refuse(const WorkerRequest *request, const char *rule, int sqlstate, const char *why, const char *hint)
{
	request->definition->refused = true;
	complain(&(Complaint)
			 {
				 .elevel = WARNING, .severity = EVENT_ERROR, .rule = rule, .sqlstate = sqlstate,
				 .caller = request->caller, .detail = why, .hint = hint
			 },
			 "background worker \"%s\" is not started", request->definition->bgw.bgw_name);
}

/* Fields that were not zeroed, or that strncpy() filled to the brim, have no end. */
static void
end_text(const WorkerRequest *request, const char *field, char *text, size_t size)
{
	if (memchr(text, '\0', size) != NULL)
		return;
	text[size - 1] = '\0';
	complain(&(Complaint)
			 {
				 .elevel = WARNING, .rule = "bgw-name-copy", .sqlstate = ERRCODE_STRING_DATA_RIGHT_TRUNCATION,
				 .caller = request->caller,
				 .detail = "What follows it in the structure would be read as part of it.",
				 .hint = "Zero the structure, and copy with strlcpy() and sizeof the field."
			 },
			 "%s has no final zero: it is cut to \"%s\"", field, text);
}

/*
 * A private installation has long paths. That is not the extension's fault, so nothing is said of one that does not
 * fit into the field, which has BGW_MAXLEN bytes before PostgreSQL 17, or was cut to that.
 */
static bool
is_cut_path(const char *name, size_t length, const LoaderLibrary *library)
{
	return length >= BGW_MAXLEN - 1 && strncmp(name, library->path, length) == 0;
}

static void
end_texts(const WorkerRequest *request)
{
	BackgroundWorker *bgw = &request->definition->bgw;

	end_text(request, "bgw_name", bgw->bgw_name, sizeof(bgw->bgw_name));
	end_text(request, "bgw_type", bgw->bgw_type, sizeof(bgw->bgw_type));
	if (is_cut_path(bgw->bgw_library_name, sizeof(bgw->bgw_library_name), request->library))
		bgw->bgw_library_name[sizeof(bgw->bgw_library_name) - 1] = '\0';
	else
		end_text(request, "bgw_library_name", bgw->bgw_library_name, sizeof(bgw->bgw_library_name));
	end_text(request, "bgw_function_name", bgw->bgw_function_name, sizeof(bgw->bgw_function_name));
	if (bgw->bgw_name[0] == '\0')
		strlcpy(bgw->bgw_name, bgw->bgw_function_name[0] ? bgw->bgw_function_name : "unnamed worker", sizeof(bgw->bgw_name));
	if (bgw->bgw_type[0] == '\0')
		strlcpy(bgw->bgw_type, bgw->bgw_name, sizeof(bgw->bgw_type));
}

/*
 * Whether the name means the library that registers the worker: its path, or its name with or without directory
 * and suffix.
 */
static bool
names_own_library(const BackgroundWorker *bgw, const LoaderLibrary *library)
{
	const char *name = bgw->bgw_library_name;
	const char *file = strrchr(library->path, '/');
	size_t		length;

	file = file ? file + 1 : library->path;
	if (strcmp(name, library->path) == 0 || is_cut_path(name, strlen(name), library))
		return true;
	if (strncmp(name, "$libdir/", 8) == 0)
		name += 8;
	length = strlen(name);
	return length > 0 && strncmp(name, file, length) == 0 &&
		(file[length] == '\0' || strcmp(file + length, DLSUFFIX) == 0);
}

static void
check_library(const WorkerRequest *request)
{
	BackgroundWorker *bgw = &request->definition->bgw;

	if (bgw->bgw_library_name[0] == '\0')
		refuse(request, "bgw-library-name", ERRCODE_INVALID_PARAMETER_VALUE,
			   "bgw_library_name is empty.",
			   "Copy handle->library_name: strlcpy(worker.bgw_library_name, handle->library_name, sizeof(worker.bgw_library_name)).");
	request->definition->own_library = names_own_library(bgw, request->library);
}

static void
check_function(const WorkerRequest *request)
{
	const char *function = request->definition->bgw.bgw_function_name;

	if (request->definition->refused || !request->definition->own_library)
		return;
	if (!library_exports(request->library->path, function))
		refuse(request, "bgw-function-unknown", ERRCODE_UNDEFINED_FUNCTION,
			   psprintf("The library has no function \"%s\".", function),
			   hint_for_missing_function(request->library->path, function));
}

/* What PostgreSQL would refuse. Source: SanityCheckBackgroundWorker, src/backend/postmaster/bgworker.c, REL_15_STABLE. */
static void
check_flags(const WorkerRequest *request)
{
	BackgroundWorker *bgw = &request->definition->bgw;

	if (!(bgw->bgw_flags & BGWORKER_SHMEM_ACCESS))
		refuse(request, "bgw-flags", ERRCODE_INVALID_PARAMETER_VALUE,
			   "bgw_flags has no BGWORKER_SHMEM_ACCESS, without which PostgreSQL takes no worker.",
			   "Set bgw_flags to BGWORKER_SHMEM_ACCESS, with BGWORKER_BACKEND_DATABASE_CONNECTION if it connects.");
	else if ((bgw->bgw_flags & BGWORKER_BACKEND_DATABASE_CONNECTION) &&
			 bgw->bgw_start_time == BgWorkerStart_PostmasterStart)
		refuse(request, "bgw-flags", ERRCODE_INVALID_PARAMETER_VALUE,
			   "A worker with a database connection cannot start at BgWorkerStart_PostmasterStart.",
			   "Set bgw_start_time to BgWorkerStart_RecoveryFinished.");
	else if (bgw->bgw_start_time < BgWorkerStart_PostmasterStart || bgw->bgw_start_time > BgWorkerStart_RecoveryFinished)
		refuse(request, "bgw-not-zeroed", ERRCODE_INVALID_PARAMETER_VALUE,
			   psprintf("bgw_start_time is %d.", (int) bgw->bgw_start_time), "Zero the structure and set each field.");
}

static void
force_restart_time(const WorkerRequest *request)
{
	BackgroundWorker *bgw = &request->definition->bgw;

	if (bgw->bgw_restart_time == BGW_NEVER_RESTART)
		return;
	complain(&(Complaint)
			 {
				 .severity = EVENT_NOTICE, .rule = "bgw-restart-time-ignored", .caller = request->caller,
				 .detail = psprintf("It was set to %d seconds; the loader makes it BGW_NEVER_RESTART.", bgw->bgw_restart_time),
				 .hint = "Set it to BGW_NEVER_RESTART."
			 },
			 "bgw_restart_time of background worker \"%s\" is ignored", bgw->bgw_name);
	bgw->bgw_restart_time = BGW_NEVER_RESTART;
}

static void
check_scope(const WorkerRequest *request, int flags)
{
	if (flags & ~KNOWN_FLAGS)
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .rule = "scope-flags", .sqlstate = ERRCODE_INVALID_PARAMETER_VALUE,
					 .caller = request->caller, .detail = "What register_bgworker does not know is ignored.",
					 .hint = "Use DYNPGEXT_SCOPE_GLOBAL or DYNPGEXT_SCOPE_DATABASE_LOCAL, with DYNPGEXT_REGISTER_BGWORKER_NOTIFY if needed."
				 },
				 "background worker \"%s\" was registered with flags 0x%x", request->definition->bgw.bgw_name, flags);
	request->definition->per_database = (flags & DYNPGEXT_SCOPE_DATABASE_LOCAL) != 0;
	request->definition->notify = (flags & DYNPGEXT_REGISTER_BGWORKER_NOTIFY) != 0;
}

/* The index of the worker that is registered next, if it was registered before: in order, per library. */
static int
known_worker(int ordinal)
{
	for (int i = 0; i < registry->workers; i++)
	{
		if (registry->worker[i].library == initialisation->library && ordinal-- == 0)
			return i;
	}
	return -1;
}

static void
keep_callback(const WorkerRequest *request, int index, WorkerFunction callback, void *data)
{
	WorkerCallback *kept = &worker_callbacks[index];

	kept->known = true;
	kept->function = callback;
	kept->data = data;
	if (callback == NULL || !is_on_init_stack(data))
		return;
	kept->function = NULL;
	if (request != NULL)
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .severity = EVENT_ERROR, .rule = "shmem-data-lifetime",
					 .sqlstate = ERRCODE_INVALID_PARAMETER_VALUE, .caller = request->caller,
					 .detail = "The callback runs after _Dynpgext_init has returned. It is not called.",
					 .hint = "Make the data static, or allocate it."
				 },
				 "the data for the callback of background worker \"%s\" is on the stack of _Dynpgext_init",
				 request->definition->bgw.bgw_name);
}

static void
check_request(const WorkerRequest *request, int flags)
{
	end_texts(request);
	check_scope(request, flags);
	check_library(request);
	check_flags(request);
	check_function(request);
	force_restart_time(request);
}

static void
register_worker(BackgroundWorker *bgw, WorkerFunction callback, void *data, int flags, const void *caller)
{
	int			known = known_worker(initialisation->workers++);
	int			index = known >= 0 ? known : registry->workers;
	WorkerDefinition definition;
	WorkerRequest		request = {&definition, &registry->library[initialisation->library], caller};

	if (known >= 0 && !registry->worker[known].stale)
	{
		keep_callback(NULL, known, callback, data);
		return;
	}
	if (initialisation->mode == INIT_REPLAY)
		return;
	if (bgw == NULL || index == MOST_WORKERS)
	{
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .severity = EVENT_ERROR, .sqlstate = ERRCODE_PROGRAM_LIMIT_EXCEEDED, .caller = caller,
					 .detail = bgw == NULL ? "The worker is NULL." : "The loader has no place for more."
				 },
				 "a background worker of extension \"%s\" is not registered", initialisation->handle->name);
		return;
	}
	memset(&definition, 0, sizeof(WorkerDefinition));
	definition.library = initialisation->library;
	definition.bgw = *bgw;
	definition.has_callback = callback != NULL;
	definition.site = call_site(caller);
	check_request(&request, flags);
	keep_callback(&request, index, callback, data);

	lock_registry(LW_EXCLUSIVE);
	registry->worker[index] = definition;
	registry->workers = Max(registry->workers, index + 1);
	unlock_registry();
}

void
register_bgworker_3(const dynpgext_handle *handle, BackgroundWorker *bgw, int flags)
{
	const void *caller = __builtin_return_address(0);

	if (handle_is_usable(handle, "register_bgworker", caller))
		register_worker(bgw, NULL, NULL, flags, caller);
}

static bool
is_code(const void *address)
{
	Dl_info		where;

	return dladdr(address, &where) != 0;
}

/*
 * A library built with another header does not say how many arguments it passes. Of three, the third arrives
 * where the callback is expected, and what is taken for flags is whatever was in a register.
 */
static bool
were_three(WorkerFunction callback, int flags)
{
	if (callback == NULL)
		return (flags & ~KNOWN_FLAGS) != 0;
	return (uintptr_t) callback <= KNOWN_FLAGS || !is_code((const void *) callback);
}

void
register_bgworker_5(const dynpgext_handle *handle, BackgroundWorker *bgw,
					void (*callback) (BackgroundWorkerHandle *handle, void *data), void *data, int flags)
{
	const void *caller = __builtin_return_address(0);

	if (!handle_is_usable(handle, "register_bgworker", caller))
		return;
	if (were_three(callback, flags))
	{
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .severity = EVENT_ERROR, .rule = "register-arity",
					 .sqlstate = ERRCODE_INVALID_PARAMETER_VALUE, .caller = caller,
					 .detail = "The callback is no function, or the flags are no flags. They are taken for those of a call with three arguments.",
					 .hint = "Build it with the dynpgext.h that comes with this loader and, for three arguments, with DYNPGEXT_REGISTER_BGWORKER_ARGS=3."
				 },
				 "extension \"%s\" passes three arguments to register_bgworker, where its header has five",
				 handle->name);
		register_worker(bgw, NULL, NULL, (int) ((uintptr_t) callback & KNOWN_FLAGS), caller);
		return;
	}
	if (callback == NULL && (flags & DYNPGEXT_REGISTER_BGWORKER_NOTIFY))
		complain(&(Complaint)
				 {
					 .severity = EVENT_WARNING, .rule = "register-arity", .caller = caller,
					 .hint = "Give a callback, or leave DYNPGEXT_REGISTER_BGWORKER_NOTIFY out."
				 },
				 "a background worker of extension \"%s\" has DYNPGEXT_REGISTER_BGWORKER_NOTIFY and no callback", handle->name);
	register_worker(bgw, callback, data, flags, caller);
}
