/*
 * library.c: loads a library and looks at what it exports.
 *
 * Most libraries of an installation have nothing to do with Dynpgext, and are never loaded: their bytes do not
 * have its names. The others are opened as PostgreSQL would, but _PG_init is left to PostgreSQL, which calls it
 * in each process that uses the library.
 */
#include "loader.h"

#include <dlfcn.h>
#include <sys/stat.h>

#include "fmgr.h"

#include "events.h"
#include "library.h"
#include "library_file.h"

#define MAGIC "_Dynpgext_magic"
#define INIT "_Dynpgext_init"
#define LOOKUP "dynpgext_lookup_shmem"

typedef dynpgext_magic *(*MagicFunction) (void);
typedef bool (*EagerFunction) (void);

/*
 * A place in the source that stands for the library: where it says PG_MODULE_MAGIC, else _Dynpgext_init. One byte
 * further on, as return addresses are; NULL when it is not loaded.
 */
static const void *
place_in(void *handle)
{
	const char *symbol = handle ? dlsym(handle, PG_MAGIC_FUNCTION_NAME_STRING) : NULL;

	if (symbol == NULL && handle != NULL)
		symbol = dlsym(handle, INIT);
	return symbol ? symbol + 1 : NULL;
}

static bool
ignore(LoaderLibrary *library, void *handle, const char *rule, EventSeverity severity, const char *hint, const char *why)
{
	library->state = LIBRARY_IGNORED;
	strlcpy(library->detail, why, sizeof(library->detail));
	complain(&(Complaint)
			 {
				 .elevel = severity >= EVENT_WARNING ? WARNING : 0, .severity = severity, .rule = rule,
				 .sqlstate = ERRCODE_UNDEFINED_OBJECT, .caller = place_in(handle),
				 .detail = psprintf("Extension \"%s\" %s, library \"%s\".", library->extension, library->version, library->path),
				 .hint = hint
			 },
			 "%s", why);
	return false;
}

/* Whether the server can use it at all: PG_MODULE_MAGIC of this major version. */
static bool
check_module_magic(LoaderLibrary *library, void *handle)
{
	PGModuleMagicFunction magic_function = (PGModuleMagicFunction) dlsym(handle, PG_MAGIC_FUNCTION_NAME_STRING);
	const Pg_magic_struct *magic;
	int			version;

	if (magic_function == NULL)
		return ignore(library, handle, "dynpgext-pg-magic-missing", EVENT_WARNING,
					  "Write PG_MODULE_MAGIC; before DYNPGEXT_MAGIC;.", "the library has no PG_MODULE_MAGIC: it is not initialised");
	magic = magic_function();
#if PG_VERSION_NUM >= 180000
	version = magic->abi_fields.version;
#else
	version = magic->version;
#endif
	if (magic->len != sizeof(Pg_magic_struct) || version != PG_VERSION_NUM / 100)
		return ignore(library, handle, NULL, EVENT_WARNING, "Build it again for this server.",
					  "the library was built for another major version of PostgreSQL: it is not initialised");
	return true;
}

/* Another loader has these names as well, and is none of our business. */
static bool
is_loader(void *handle)
{
	return dlsym(handle, LOOKUP) != NULL && dlsym(handle, MAGIC) == NULL;
}

static bool
check_magic(LoaderLibrary *library, void *handle, const LibraryFile *file)
{
	MagicFunction magic_function = (MagicFunction) dlsym(handle, MAGIC);
	dynpgext_magic *magic;

	if (magic_function == NULL && is_loader(handle))
	{
		library->state = LIBRARY_IGNORED;
		return false;
	}
	if (magic_function == NULL && count_word_in_file(file, MAGIC) > 0)
		return ignore(library, handle, "dynpgext-magic-missing", EVENT_WARNING,
					  "Hidden visibility is the default from PostgreSQL 16 on: declare it PGDLLEXPORT, or use the header that comes with this loader.",
					  "the library has a _Dynpgext_magic that is not exported: it is not initialised");
	if (magic_function == NULL && count_word_in_file(file, INIT) > 0)
		return ignore(library, handle, "dynpgext-magic-missing", EVENT_WARNING, "Write DYNPGEXT_MAGIC; after PG_MODULE_MAGIC;.",
					  "the library defines _Dynpgext_init and has no DYNPGEXT_MAGIC: it is not initialised");
	if (magic_function == NULL)
		return ignore(library, handle, NULL, EVENT_INFO, "That is all right when other extensions allocate what it looks up.",
					  "the library looks shared memory up and has no DYNPGEXT_MAGIC");
	magic = magic_function();
	if (magic == NULL || magic->size != sizeof(dynpgext_magic) || magic->version != 0)
		return ignore(library, handle, "dynpgext-magic-missing", EVENT_WARNING, "Build it with the dynpgext.h that comes with this loader.",
					  "the library has the magic of another version of the interface: it is not initialised");
	return true;
}

static bool
resembles_init(const char *candidate, void *handle)
{
	/* The other names of the interface are near as well. */
	return strcmp(candidate, "_Dynpgext_fini") != 0 && dlsym(handle, candidate) != NULL;
}

static bool
check_init(LoaderLibrary *library, void *handle, const LibraryFile *file)
{
	char	   *other;

	if (dlsym(handle, INIT) != NULL)
		return true;
	if (count_word_in_file(file, INIT) > 0)
		return ignore(library, handle, "dynpgext-entry-point", EVENT_WARNING, "Declare it PGDLLEXPORT, and not static.",
					  "the library has a _Dynpgext_init that is not exported: it is not initialised");
	other = nearest_word_in_file(file, INIT, resembles_init, handle);
	return ignore(library, handle, "dynpgext-entry-point", EVENT_WARNING,
				  other ? psprintf("Is \"%s\" meant to be _Dynpgext_init?", other) : "Define void _Dynpgext_init(const dynpgext_handle *).",
				  "the library has DYNPGEXT_MAGIC and no _Dynpgext_init: nothing is initialised");
}

static bool
check_exports(LoaderLibrary *library, LoadedLibrary *loaded, const LibraryFile *file)
{
	const int  *arity;

	if (!check_magic(library, loaded->handle, file) || !check_module_magic(library, loaded->handle) ||
		!check_init(library, loaded->handle, file))
		return false;
	loaded->init = dlsym(loaded->handle, INIT);
	loaded->fini = dlsym(loaded->handle, "_Dynpgext_fini");
	loaded->eager_preload = dlsym(loaded->handle, "_Dynpgext_eager_preload");
	arity = dlsym(loaded->handle, "_Dynpgext_register_bgworker_args");
	loaded->arity = arity != NULL && *arity == 3 ? 3 : 5;
	return true;
}

bool
load_library(LoaderLibrary *library, LoadedLibrary *loaded)
{
	LibraryFile file;
	bool		good;

	memset(loaded, 0, sizeof(LoadedLibrary));
	if (!open_library_file(library->path, &file))
		return ignore(library, NULL, "dynpgext-control", EVENT_INFO, "Is it installed, and is module_pathname right?",
					  psprintf("the library cannot be read: %s", strerror(errno)));
	good = count_word_in_file(&file, MAGIC) > 0 || count_word_in_file(&file, INIT) > 0 || count_word_in_file(&file, LOOKUP) > 0;
	if (good)
	{
		/* The way of PostgreSQL. Source: internal_load_library, src/backend/utils/fmgr/dfmgr.c, REL_15_STABLE. */
		loaded->handle = dlopen(library->path, RTLD_NOW | RTLD_GLOBAL);
		if (loaded->handle == NULL)
			good = ignore(library, NULL, NULL, EVENT_WARNING, "What it needs must be linked to it, or be in a library that is loaded before.",
						  psprintf("the library cannot be loaded: %s", dlerror()));
		else
			good = check_exports(library, loaded, &file);
		if (!good && loaded->handle != NULL)
			dlclose(loaded->handle);
	}
	else
		library->state = LIBRARY_IGNORED;
	close_library_file(&file);
	if (good)
		remember_file(library);
	return good;
}

void
close_library(const LoadedLibrary *loaded)
{
	dlclose(loaded->handle);
}

bool
wants_eager_preload(const LoadedLibrary *loaded)
{
	return loaded->eager_preload == NULL || ((EagerFunction) loaded->eager_preload) ();
}

void
remember_file(LoaderLibrary *library)
{
	struct stat status;

	if (stat(library->path, &status) != 0)
		return;
	library->device = status.st_dev;
	library->inode = status.st_ino;
	library->modified = status.st_mtime;
}

bool
file_has_changed(const LoaderLibrary *library)
{
	struct stat status;

	return library->inode != 0 && stat(library->path, &status) == 0 &&
		(library->inode != (uint64) status.st_ino || library->device != (uint64) status.st_dev ||
		 library->modified != (int64) status.st_mtime);
}

bool
library_is_open(const char *path)
{
	void	   *handle = dlopen(path, RTLD_NOW | RTLD_NOLOAD);

	if (handle != NULL)
		dlclose(handle);
	return handle != NULL;
}

bool
library_exports(const char *path, const char *function)
{
	void	   *handle = dlopen(path, RTLD_NOW | RTLD_NOLOAD);
	bool		found = handle != NULL && dlsym(handle, function) != NULL;

	if (handle != NULL)
		dlclose(handle);
	return found;
}

static bool
is_exported(const char *candidate, void *path)
{
	return library_exports(path, candidate);
}

char *
hint_for_missing_function(const char *path, const char *function)
{
	LibraryFile file;
	char	   *hint;
	char	   *other;

	if (function[0] == '\0')
		return pstrdup("Set bgw_function_name.");
	if (!open_library_file(path, &file))
		return pstrdup("The library cannot be read.");
	/* Once it is there as the text that was assigned; more often, because there is such a function. */
	if (count_word_in_file(&file, function) > 1)
		hint = pstrdup("There is a function of that name that is not exported: declare it PGDLLEXPORT, and not static.");
	else if ((other = nearest_word_in_file(&file, function, is_exported, (void *) path)) != NULL)
		hint = psprintf("Did you mean \"%s\"?", other);
	else
		hint = pstrdup("Set bgw_function_name to a function of this library that is declared PGDLLEXPORT.");
	close_library_file(&file);
	return hint;
}
