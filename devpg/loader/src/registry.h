/*
 * registry.h: what the loader knows, in tables that all processes share.
 *
 * The postmaster fills a registry of its own while it initialises the libraries; when shared memory is made, at
 * start and again after a crash, it is copied there. From then on `registry` is the shared one. Nothing in it
 * is a pointer into a library: those differ between processes and are kept in each of them (callbacks.h).
 *
 * Entries of libraries, allocations and workers are only ever added, so that an index stays valid; they are
 * written before the count says that they are there.
 */
#ifndef REGISTRY_H
#define REGISTRY_H

#include "port/atomics.h"
#include "postmaster/bgworker.h"
#include "storage/lwlock.h"
#include "storage/proc.h"
#include "utils/dsa.h"

#include "call_site.h"

#define MOST_LIBRARIES 256
#define MOST_ALLOCATIONS 1024
#define MOST_WORKERS 512
#define MOST_DATABASES 4096
#define MOST_INSTALLED 8192
#define MOST_PAUSERS 4

typedef enum LibraryState
{
	LIBRARY_INITIALISED,
	LIBRARY_DEFERRED,			/* waits for CREATE EXTENSION or its first use */
	LIBRARY_FAILED,				/* _Dynpgext_init did not end well */
	LIBRARY_IGNORED				/* nothing of it was called; `detail` says why */
} LibraryState;

/* One for each version of an extension that has a control file. */
typedef struct LoaderLibrary
{
	char		extension[NAMEDATALEN];
	char		version[NAMEDATALEN];
	char		path[MAXPGPATH];
	bool		primary;		/* named by name.control: serves every version without a control file */
	int			arity;			/* parameters of register_bgworker as the library calls it */
	bool		eager;
	bool		late;			/* initialised, or to be initialised, in a process that is not the postmaster */
	LibraryState state;
	char		detail[320];
	/* The file as it was when it was loaded. */
	uint64		device;
	uint64		inode;
	int64		modified;
} LoaderLibrary;

typedef enum AllocationState
{
	ALLOCATION_GOOD,
	ALLOCATION_REFUSED			/* look-ups give NULL; `detail` says why */
} AllocationState;

typedef struct LoaderAllocation
{
	char		name[LONGEST_SHMEM_NAME + 1];
	int			library;
	uint64		size;			/* as asked for */
	uint64		stride;			/* with guard zones, from one instance to the next */
	bool		per_database;
	bool		has_callback;
	bool		stale;			/* the library is another one now, and has not asked for it again */
	AllocationState state;
	char		detail[160];
	int			preset;			/* instances that the memory of server start has */
	uint64		first_block;	/* offset of the first of them, front guard included */
	int			first_instance; /* index of its LoaderInstance */
	dsa_pointer directory;		/* of the instances made at run time: LoaderInstance[directory_size] */
	int			directory_size;
	CallSite	site;
} LoaderAllocation;

typedef enum InstanceState
{
	INSTANCE_UNUSED,			/* no memory, or memory of a database that is gone */
	INSTANCE_FILLING,			/* the callback runs, in process `filler` */
	INSTANCE_READY,
	INSTANCE_FAILED				/* the callback raised an error */
} InstanceState;

/* An allocation for one database, or the only one of a global allocation. */
typedef struct LoaderInstance
{
	InstanceState state;
	int			filler;
	bool		broken;			/* a guard zone was written to, and that was reported */
	bool		used;			/* somebody has looked it up */
	bool		preset;
	dsa_pointer block;			/* made at run time: where, front guard included */
} LoaderInstance;

/* A worker that an extension registered. */
typedef struct WorkerDefinition
{
	int			library;
	BackgroundWorker bgw;		/* as given, but for bgw_restart_time */
	bool		per_database;
	bool		notify;
	bool		has_callback;
	bool		own_library;	/* the function is in the library that registered it */
	bool		refused;		/* never started; a complaint said why */
	bool		stale;			/* the library is another one now, and has not registered it again */
	CallSite	site;
} WorkerDefinition;

typedef enum ScanProgress
{
	SCAN_NEEDED,
	SCAN_RUNNING,
	SCAN_DONE
} ScanProgress;

/* A database. Its index is also that of its instances of per-database memory. */
typedef struct DatabaseSlot
{
	Oid			oid;			/* InvalidOid: free */
	ScanProgress	scan;
	uint32		changes;		/* counts commits that changed its extensions */
	int			pausers[MOST_PAUSERS];	/* pids of processes that need it without workers */
} DatabaseSlot;

/* An extension that a database has. */
typedef struct InstalledExtension
{
	Oid			database;		/* InvalidOid: free */
	char		extension[NAMEDATALEN];
	char		version[NAMEDATALEN];
	uint64		incarnation;	/* another one after DROP and CREATE, or ALTER EXTENSION UPDATE */
} InstalledExtension;

typedef struct DebugRequests
{
	Oid			database;		/* whose next session waits, or InvalidOid */
	int			armed_by;		/* session that asked, which does not wait itself */
	char		application[NAMEDATALEN];	/* application_name of the session, or empty for any */
	char		worker[BGW_MAXLEN]; /* whose next start waits, or empty */
} DebugRequests;

typedef struct LoaderRegistry
{
	int			libraries;
	int			allocations;
	int			workers;
	int			databases;		/* highest used index + 1 */
	int			installed;		/* likewise */
	int			instances;		/* preset ones */
	uint64		arena_size;
	uint64		next_incarnation;
	bool		databases_changed;	/* pg_database is to be read again */
	PGPROC	   *launcher;		/* or NULL */
	int			late_by;		/* pid of the process that initialises a library now, or 0 */
	dsa_handle	area;			/* memory made at run time; see has_area */
	bool		has_area;
	int			area_tranche;
	/* See settle.c: rounds of the launcher that were asked for, and the last one that left nothing to do. */
	pg_atomic_uint64 asked;
	pg_atomic_uint64 settled;
	DebugRequests debug;
	LoaderLibrary		library[MOST_LIBRARIES];
	LoaderAllocation	allocation[MOST_ALLOCATIONS];
	WorkerDefinition worker[MOST_WORKERS];
	DatabaseSlot database[MOST_DATABASES];
	InstalledExtension	install[MOST_INSTALLED];
} LoaderRegistry;

/* The postmaster's own before shared memory is there, the shared one later. */
extern LoaderRegistry *registry;

/* Whether `registry` is the shared one. */
extern bool registry_is_shared;

/* In the postmaster, before anything else. */
extern void make_registry(void);

/* Bytes of main shared memory that the loader needs, memory of extensions included. */
extern Size registry_size(void);

/* From the hooks of server start and restart. */
extern void request_registry(void);
extern void share_registry(void);

/* One lock for all tables. Short: no callback, no catalogue access and no waiting below it. */
extern void lock_registry(LWLockMode mode);
extern void unlock_registry(void);

/* In a PG_CATCH, where an error may have come from below the lock. */
extern void unlock_registry_after_error(void);

/* All of the following want the lock, except while the postmaster is alone. */

/* Index or -1. */
extern int	find_library(const char *extension, const char *version);
extern int	find_library_by_path(const char *path);

/* The library that serves a version, which need not have a control file of its own. Index or -1. */
extern int	serving_library(const char *extension, const char *version);
extern int	find_allocation(const char *name);

/* Index; -1 when the table is full. Exclusive lock when `create`. */
extern int	find_database(Oid oid, bool create);

/* The entry, or NULL. */
extern InstalledExtension *find_installed(Oid database, const char *extension);

/* Adds or changes; a new incarnation unless `keep` and the version is the same. False when the table is full. */
extern bool set_installed(Oid database, const char *extension, const char *version, bool keep);
extern void unset_installed(Oid database, const char *extension);

/* Whether a process waits for the database to be without workers. */
extern bool is_paused(DatabaseSlot *slot);

/* Looks whether all tables are as they should be; only in a build with LOADER_CHECKS. In invariants.c. */
extern void check_invariants(void);

/* Wakes the launcher, if there is one. Needs no lock. */
extern void wake_launcher(void);

#endif							/* REGISTRY_H */
