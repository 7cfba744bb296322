/*
 * dynpgext.h: the Dynamic Postgres Extensions interface.
 *
 * Written for this project from the documentation of the interface; it is not
 * a copy of any other implementation of it, but a library built with it runs
 * under them, and under the bundled development loader.
 *
 * What an extension does with it
 * ------------------------------
 *   - says DYNPGEXT_MAGIC; once per library, in addition to PG_MODULE_MAGIC;
 *   - defines _Dynpgext_init() and asks there for shared memory and workers;
 *   - finds the memory again, in any process, with dynpgext_lookup_shmem().
 *
 * Settings, to be defined before this header is included (or with -D)
 * -------------------------------------------------------------------
 *   DYNPGEXT_REGISTER_BGWORKER_ARGS   number of parameters of register_bgworker:
 *       5 (the default; the documented interface, with a callback) or
 *       3 (loaders published after January 2024).
 *       Both kinds of loader accept the same magic number and none can tell
 *       the two kinds of extension apart by it: pick what your loader has.
 *   DYNPGEXT_LOADER   the including library *is* a loader and defines
 *       dynpgext_lookup_shmem() itself.
 *
 * C99, PostgreSQL 13 to 18.
 */
#ifndef DYNPGEXT_H
#define DYNPGEXT_H

#include "postgres.h"

#include "postmaster/bgworker.h"
#include "utils/guc.h"

#if defined(__APPLE__) && !defined(DYNPGEXT_LOADER)
#include <dlfcn.h>
#endif

#ifndef DYNPGEXT_REGISTER_BGWORKER_ARGS
#define DYNPGEXT_REGISTER_BGWORKER_ARGS 5
#endif

#if DYNPGEXT_REGISTER_BGWORKER_ARGS != 3 && DYNPGEXT_REGISTER_BGWORKER_ARGS != 5
#error "DYNPGEXT_REGISTER_BGWORKER_ARGS is neither 3 nor 5"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Visible to the loader even when everything else is hidden. PGXS compiles
 * with -fvisibility=hidden from PostgreSQL 16 on, where PGDLLEXPORT undoes it;
 * before 16 PGDLLEXPORT is empty outside Windows, hence the attribute beside it.
 * Source: src/include/c.h and src/makefiles/pgxs.mk, REL_15_STABLE and REL_16_STABLE.
 */
#if defined(__GNUC__) && !defined(_WIN32) && !defined(__CYGWIN__)
#define DYNPGEXT_VISIBLE __attribute__((visibility("default")))
#else
#define DYNPGEXT_VISIBLE
#endif

/* ----------------------------------------------------------------------
 * The magic
 * ---------------------------------------------------------------------- */

/* What a loader looks at before it touches a library. */
typedef struct
{
	size_t		size;			/* sizeof(dynpgext_magic) */
	uint8_t		version;		/* of the interface: 0 */
} dynpgext_magic;

/*
 * Marks a library as one for the loader. Write it once per library, after
 * PG_MODULE_MAGIC, with a semicolon:
 *
 *     PG_MODULE_MAGIC;
 *     DYNPGEXT_MAGIC;
 *
 * Exports _Dynpgext_magic(), which every loader asks for, and
 * _Dynpgext_register_bgworker_args, by which the bundled loader knows what
 * this library passes to register_bgworker. Other loaders never look at it.
 */
#define DYNPGEXT_MAGIC \
	extern PGDLLEXPORT DYNPGEXT_VISIBLE dynpgext_magic *_Dynpgext_magic(void); \
	dynpgext_magic * \
	_Dynpgext_magic(void) \
	{ \
		static dynpgext_magic magic = {sizeof(dynpgext_magic), 0}; \
		return &magic; \
	} \
	extern PGDLLEXPORT DYNPGEXT_VISIBLE const int _Dynpgext_register_bgworker_args; \
	const int	_Dynpgext_register_bgworker_args = DYNPGEXT_REGISTER_BGWORKER_ARGS

/* ----------------------------------------------------------------------
 * Flags
 * ---------------------------------------------------------------------- */

/* One allocation, or one worker, for the whole cluster. */
#define DYNPGEXT_SCOPE_GLOBAL 0x00

/* One for each database: memory per database, a worker per database that has the extension. */
#define DYNPGEXT_SCOPE_DATABASE_LOCAL 0x01

/*
 * Workers only: bgw_notify_pid is set, so that the callback may wait for the
 * worker with WaitForBackgroundWorkerStartup().
 */
#define DYNPGEXT_REGISTER_BGWORKER_NOTIFY 0x02

/* The defaults differ: memory is global, workers are per database. */
#define DYNPGEXT_ALLOCATE_SHMEM_DEFAULTS DYNPGEXT_SCOPE_GLOBAL
#define DYNPGEXT_REGISTER_BGWORKER_DEFAULTS DYNPGEXT_SCOPE_DATABASE_LOCAL

/* A scope. */
typedef int dynpgext_allocate_shmem_flags;

/* A scope, with or without DYNPGEXT_REGISTER_BGWORKER_NOTIFY. */
typedef int dynpgext_register_bgworker_flags;

/* ----------------------------------------------------------------------
 * What the loader offers to _Dynpgext_init
 * ---------------------------------------------------------------------- */

typedef struct dynpgext_handle dynpgext_handle;

/*
 * Asks for `size` bytes of shared memory under `name`.
 *
 * name      The key, in one name space for the whole cluster: at most 127 bytes,
 *           "extension:version:value" by convention, because all installed
 *           versions are initialised side by side. Kept as a pointer: it has
 *           to live as long as the postmaster.
 * callback  Fills the memory, which need not be zero before; or NULL. Runs in
 *           the postmaster without a database: once for a global allocation,
 *           once for every database slot otherwise, and again after a crash
 *           restart. An ERROR in it keeps the server from starting.
 * data      Handed to the callback. Kept as a pointer, like the name.
 */
typedef void (*dynpgext_allocate_shmem_function) (const dynpgext_handle *handle,
												  const char *name,
												  size_t size,
												  void (*callback) (void *ptr, void *data),
												  void *data,
												  dynpgext_allocate_shmem_flags flags);

/*
 * Asks for a background worker. The struct is copied. bgw_library_name is
 * usually handle->library_name. A per-database worker gets the oid of its
 * database as its argument. bgw_restart_time is always BGW_NEVER_RESTART,
 * whatever the struct says: the loader decides how long a worker lives.
 */
#if DYNPGEXT_REGISTER_BGWORKER_ARGS == 5
typedef void (*dynpgext_register_bgworker_function) (const dynpgext_handle *handle,
													 BackgroundWorker *bgw,
													 void (*callback) (BackgroundWorkerHandle *handle, void *data),
													 void *data,
													 dynpgext_register_bgworker_flags flags);
#else
typedef void (*dynpgext_register_bgworker_function) (const dynpgext_handle *handle,
													 BackgroundWorker *bgw,
													 dynpgext_register_bgworker_flags flags);
#endif

/*
 * The two functions work only while _Dynpgext_init runs: a call through a
 * handle that was kept for later has no effect.
 */
struct dynpgext_handle
{
	char	   *name;			/* of the extension */
	char	   *version;		/* of the extension, one of those installed */
	char	   *library_name;	/* absolute path of this library */
	dynpgext_allocate_shmem_function allocate_shmem;
	dynpgext_register_bgworker_function register_bgworker;
};

/* ----------------------------------------------------------------------
 * What the extension defines
 * ---------------------------------------------------------------------- */

/* Called in the postmaster when the library is initialised, before _PG_init. */
extern PGDLLEXPORT DYNPGEXT_VISIBLE void _Dynpgext_init(const dynpgext_handle *handle);

/* Optional: called when the loader lets go of the library. */
extern PGDLLEXPORT DYNPGEXT_VISIBLE void _Dynpgext_fini(const dynpgext_handle *handle);

/* Optional: false puts initialisation off from server start to CREATE EXTENSION. */
extern PGDLLEXPORT DYNPGEXT_VISIBLE bool _Dynpgext_eager_preload(void);

/* ----------------------------------------------------------------------
 * What the loader defines
 * ---------------------------------------------------------------------- */

/*
 * The memory allocated under `name`, or NULL when there is none. Memory per
 * database is that of the database this process is connected to, so a worker
 * connects first.
 *
 * A library that uses it does not load on a server without a loader. On macOS,
 * where the linker wants every symbol at build time, it is searched for at the
 * first call in each source file instead, and gives NULL without a loader; the
 * macros DYNPGEXT_MAIN and DYNPGEXT_SUPPLEMENTARY of other headers need not be
 * defined and change nothing.
 */
#if defined(__APPLE__) && !defined(DYNPGEXT_LOADER)
static inline void *
dynpgext_lookup_shmem(const char *name)
{
	typedef void *(*lookup_function) (const char *name);
	static lookup_function lookup = NULL;

	if (lookup == NULL)
		lookup = (lookup_function) dlsym(RTLD_DEFAULT, "dynpgext_lookup_shmem");
	return lookup == NULL ? NULL : lookup(name);
}
#else
extern PGDLLEXPORT DYNPGEXT_VISIBLE void *dynpgext_lookup_shmem(const char *name);
#endif

/*
 * Whether a loader is there. Some published headers have a version of this
 * function that raises an error or crashes; code that must compile with those
 * asks GetConfigOption("dynpgext.loader_present", true, false) itself.
 */
static inline bool
dynpgext_loader_present(void)
{
	return GetConfigOption("dynpgext.loader_present", true, false) != NULL;
}

#ifdef __cplusplus
}
#endif

#endif							/* DYNPGEXT_H */
