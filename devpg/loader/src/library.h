/*
 * library.h: from the file of a library to the call of its _Dynpgext_init.
 */
#ifndef LIBRARY_H
#define LIBRARY_H

#include "registry.h"

/* The entry points of a loaded library. */
typedef struct LoadedLibrary
{
	void	   *handle;			/* of dlopen; kept open */
	void	   *init;			/* or NULL */
	void	   *fini;			/* or NULL */
	void	   *eager_preload;	/* or NULL */
	int			arity;
} LoadedLibrary;

/*
 * Loads the library and looks at its magic. False when there is nothing to initialise; library->state and
 * library->detail then say why, and library->detail is empty when it has nothing to do with Dynpgext.
 */
extern bool load_library(LoaderLibrary *library, LoadedLibrary *loaded);

/* Lets go of it again; for one that was not initialised. */
extern void close_library(const LoadedLibrary *loaded);

/* What _Dynpgext_eager_preload says. */
extern bool wants_eager_preload(const LoadedLibrary *loaded);

/* Notes which file it is, to notice another one at the same place. */
extern void remember_file(LoaderLibrary *library);
extern bool file_has_changed(const LoaderLibrary *library);

/* Whether this process has it open. */
extern bool library_is_open(const char *path);

/* Whether the library has a function of that name that can be found. */
extern bool library_exports(const char *path, const char *function);

/* What is wrong with the name of a function that is not exported, as a hint. Palloc'd. */
extern char *hint_for_missing_function(const char *path, const char *function);

#endif							/* LIBRARY_H */
