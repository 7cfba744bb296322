/*
 * discovery.c: from control files to libraries.
 */
#include "loader.h"

#include "fmgr.h"
#include "storage/fd.h"
#include "utils/guc.h"

#include "control_file.h"
#include "discovery.h"
#include "events.h"
#include "handle.h"
#include "library.h"
#include "rehearsal.h"

/* Folders with control files, in the order in which PostgreSQL searches them; the first file of a name counts. */
static List *
control_folders(void)
{
	List	   *folders = NIL;
	char		share[MAXPGPATH];
	char	   *system_folder;

	get_share_path(my_exec_path, share);
	system_folder = psprintf("%s/extension", share);
#if PG_VERSION_NUM >= 180000
	{
		/* Source: get_extension_control_directories, src/backend/commands/extension.c, REL_18_STABLE. */
		const char *setting = GetConfigOption("extension_control_path", true, false);
		char	   *paths = pstrdup(setting ? setting : "$system");
		char	   *path;

		while ((path = strsep(&paths, ":")) != NULL)
		{
			if (strcmp(path, "$system") == 0)
				folders = lappend(folders, system_folder);
			else if (path[0] != '\0')
				folders = lappend(folders, psprintf("%s/extension", path));
		}
		return folders;
	}
#endif
	return lappend(folders, system_folder);
}

static bool
is_file(const char *path)
{
	return access(path, F_OK) == 0;
}

/* With or without the suffix. False when there is neither. */
static bool
complete_path(const char *path, char *complete)
{
	if (strlen(path) + strlen(DLSUFFIX) >= MAXPGPATH)
		return false;
	strlcpy(complete, path, MAXPGPATH);
	strlcat(complete, DLSUFFIX, MAXPGPATH);
	if (is_file(complete))
		return true;
	strlcpy(complete, path, MAXPGPATH);
	return is_file(complete);
}

static char *
expand_libdir(const char *path)
{
	if (strncmp(path, "$libdir", 7) == 0 && (path[7] == '/' || path[7] == '\0'))
		return psprintf("%s%s", pkglib_path, path + 7);
	return pstrdup(path);
}

/* The way of PostgreSQL. Source: expand_dynamic_library_name, src/backend/utils/fmgr/dfmgr.c, REL_15_STABLE. */
static bool
find_module(const char *module, char *path)
{
	char	   *folders;
	char	   *folder;

	if (strchr(module, '/') != NULL)
		return complete_path(expand_libdir(module), path);
	folders = pstrdup(Dynamic_library_path ? Dynamic_library_path : "$libdir");
	while ((folder = strsep(&folders, ":")) != NULL)
	{
		if (folder[0] != '\0' && complete_path(psprintf("%s/%s", expand_libdir(folder), module), path))
			return true;
	}
	return false;
}

static void
complain_of_control(const char *path, const char *detail, const char *hint)
{
	complain(&(Complaint)
			 {
				 .elevel = WARNING, .rule = "dynpgext-control", .sqlstate = ERRCODE_CONFIG_FILE_ERROR,
				 .detail = detail, .hint = hint
			 },
			 "control file \"%s\" is not right", path);
}

/* A control file without module_pathname of its own takes that of name.control, beside it. */
static void
inherit(const char *folder, LoaderControlFile *control)
{
	LoaderControlFile primary;
	char		problem[200];
	char	   *path = psprintf("%s/%s.control", folder, control->extension);

	if (control->primary || !is_file(path) || !read_control_file(path, &primary, problem))
		return;
	if (control->module_pathname[0] == '\0')
		strlcpy(control->module_pathname, primary.module_pathname, sizeof(control->module_pathname));
}

/* Reads a control file to the library it names. False when it names none. */
static bool
read_library(const char *folder, const char *file, LoaderLibrary *library, bool quiet)
{
	char	   *path = psprintf("%s/%s", folder, file);
	char		problem[200];
	LoaderControlFile control;
	bool		readable = read_control_file(path, &control, problem);

	memset(library, 0, sizeof(LoaderLibrary));
	if (problem[0] != '\0' && !quiet)
		complain_of_control(path, psprintf("The file %s.", problem), "Each line has the form  name = 'value'.");
	inherit(folder, &control);
	if (!readable || control.module_pathname[0] == '\0')
		return false;
	strlcpy(library->extension, control.extension, sizeof(library->extension));
	strlcpy(library->version, control.version, sizeof(library->version));
	library->primary = control.primary;
	library->arity = 5;
	library->eager = true;
	if (!find_module(control.module_pathname, library->path))
	{
		if (!quiet)
			complain(&(Complaint)
					 {
						 .severity = EVENT_INFO, .rule = "dynpgext-control",
						 .hint = "Install the library, or correct module_pathname."
					 },
					 "the library \"%s\" of extension \"%s\" is not there", control.module_pathname, control.extension);
		return false;
	}
	return true;
}

/* False, and a complaint, for a library that has no version: other loaders crash then. */
static bool
check_version(LoaderLibrary *library)
{
	if (library->version[0] != '\0')
		return true;
	library->state = LIBRARY_IGNORED;
	strlcpy(library->detail, "the control file has no default_version: the library is not initialised", sizeof(library->detail));
	complain(&(Complaint)
			 {
				 .elevel = WARNING, .severity = EVENT_ERROR, .rule = "dynpgext-control",
				 .sqlstate = ERRCODE_CONFIG_FILE_ERROR,
				 .detail = "It has module_pathname and no default_version; other loaders crash at server start.",
				 .hint = "Add default_version = '...'."
			 },
			 "the control file of extension \"%s\" has no default_version", library->extension);
	return false;
}

/* What init asked for so far, to be taken back when it does not end well. */
typedef struct InitSavepoint
{
	int			allocations;
	int			workers;
	int			instances;
	uint64		arena_size;
} InitSavepoint;

/* The rule is that of our own complaint, if it was one that ended it. */
static void
fail_library(int index, const InitSavepoint *before, const void *init, const char *rule, const char *why,
			 int sqlstate)
{
	LoaderLibrary    *library = &registry->library[index];

	registry->allocations = before->allocations;
	registry->workers = before->workers;
	registry->instances = before->instances;
	registry->arena_size = before->arena_size;
	library->state = LIBRARY_FAILED;
	strlcpy(library->detail, why, sizeof(library->detail));
	complain(&(Complaint)
			 {
				 .elevel = WARNING, .severity = EVENT_ERROR, .rule = rule ? rule : "shmem-callback-throws",
				 .sqlstate = sqlstate, .caller = (const char *) init + 1, .detail = why,
				 .hint = "Other loaders do not start the server then. What the library asked for is taken back."
			 },
			 "extension \"%s\" %s could not be initialised", library->extension, library->version);
}

/* Calls _Dynpgext_init of a library that is ready for it; an error costs that library only. */
static void
initialise(int index, const LoadedLibrary *loaded)
{
	InitSavepoint	before = {registry->allocations, registry->workers, registry->instances, registry->arena_size};
	MemoryContext context = CurrentMemoryContext;
	char	   *trouble = rehearse(index, loaded);

	if (trouble != NULL)
	{
		fail_library(index, &before, loaded->init, NULL, trouble, ERRCODE_INTERNAL_ERROR);
		close_library(loaded);
		return;
	}
	PG_TRY();
	{
		LoaderLibrary    *library = &registry->library[index];

		library->eager = wants_eager_preload(loaded);
		library->late = !library->eager;
		library->state = LIBRARY_DEFERRED;
		if (library->eager)
		{
			run_init(index, INIT_PRESET, loaded->init);
			library->state = LIBRARY_INITIALISED;
			run_fini_at_exit(index, loaded->fini);
		}
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		fail_library(index, &before, loaded->init, error->constraint_name,
					 psprintf("_Dynpgext_init raised an error: %s", error->message), error->sqlerrcode);
	}
	PG_END_TRY();

	/*
	 * Closed, it is read anew when it is used: a library built again needs no restart. One whose _Dynpgext_init
	 * has run may have left pointers behind.
	 */
	if (registry->library[index].state == LIBRARY_DEFERRED)
		close_library(loaded);
}

/* Adds the library to the registry if it has to do with Dynpgext, and initialises it unless it is `late`. */
static void
consider(LoaderLibrary *library, bool late)
{
	LoadedLibrary loaded;
	int			index = find_library(library->extension, library->version);
	bool		good;

	if (index < 0)
		index = registry->libraries;
	if (index == MOST_LIBRARIES)
		return;
	good = load_library(library, &loaded);
	if (good && !check_version(library))
	{
		close_library(&loaded);
		good = false;
	}
	if (!good && library->detail[0] == '\0')
		return;
	if (good)
		library->arity = loaded.arity;
	library->late = late;
	if (good && late)
	{
		library->eager = wants_eager_preload(&loaded);
		library->state = LIBRARY_DEFERRED;
	}
	registry->library[index] = *library;
	pg_write_barrier();
	registry->libraries = Max(registry->libraries, index + 1);
	if (good && !late)
		initialise(index, &loaded);
}

static bool
ends_with(const char *text, const char *end)
{
	size_t		length = strlen(text);

	return length > strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

static bool
is_known(const LoaderLibrary *library)
{
	int			index = find_library(library->extension, library->version);

	return index >= 0 && registry->library[index].state != LIBRARY_IGNORED;
}

static void
look_at_folder(const char *folder, const char *extension, bool late)
{
	DIR		   *directory = AllocateDir(folder);
	struct dirent *entry;

	while (directory != NULL && (entry = ReadDirExtended(directory, folder, LOG)) != NULL)
	{
		LoaderLibrary		library;

		if (!ends_with(entry->d_name, ".control") ||
			(extension != NULL && strncmp(entry->d_name, extension, strlen(extension)) != 0))
			continue;
		if (!read_library(folder, entry->d_name, &library, late) || is_known(&library) ||
			(extension != NULL && strcmp(library.extension, extension) != 0))
			continue;
		consider(&library, late);
	}
	if (directory != NULL)
		FreeDir(directory);
}

void
initialise_installed_libraries(void)
{
	List	   *folders = control_folders();
	ListCell   *cell;

	foreach(cell, folders)
		look_at_folder(lfirst(cell), NULL, false);
	check_budget();
}

void
find_new_libraries(const char *extension)
{
	List	   *folders = control_folders();
	ListCell   *cell;

	foreach(cell, folders)
		look_at_folder(lfirst(cell), extension, true);
}
