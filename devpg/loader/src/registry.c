/*
 * registry.c: the tables, and how they become shared.
 */
#include "loader.h"

#include <signal.h>

#include "storage/ipc.h"
#include "storage/shmem.h"
#include "utils/memutils.h"

#include "memory.h"
#include "registry.h"
#include "survivor.h"

#define TRANCHE "dynpgext_loader"

LoaderRegistry   *registry = NULL;
bool		registry_is_shared = false;

/* What the postmaster found out; survives it all. */
static LoaderRegistry *own = NULL;
static LWLock *registry_lock = NULL;

void
make_registry(void)
{
	own = MemoryContextAllocExtended(TopMemoryContext, sizeof(LoaderRegistry), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	own->next_incarnation = 1;
	own->databases_changed = true;
	registry = own;
}

Size
registry_size(void)
{
	Size		size = MAXALIGN(sizeof(LoaderRegistry)) + PG_CACHE_LINE_SIZE;

	return add_size(size, memory_size());
}

void
request_registry(void)
{
	RequestAddinShmemSpace(registry_size());
	RequestNamedLWLockTranche(TRANCHE, 1);
}

void
share_registry(void)
{
	bool		found;

	LWLockAcquire(AddinShmemInitLock, LW_EXCLUSIVE);
	registry_lock = &GetNamedLWLockTranche(TRANCHE)->lock;
	registry = ShmemInitStruct("dynpgext_loader registry", sizeof(LoaderRegistry), &found);
	if (!found)
	{
		memcpy(registry, own, sizeof(LoaderRegistry));
		registry->area_tranche = LWLockNewTrancheId();
		pg_atomic_init_u64(&registry->asked, 0);
		pg_atomic_init_u64(&registry->settled, 0);
		pg_atomic_fetch_add_u32(&survivor->starts, 1);
		forget_processes(own->workers);
	}
	LWLockRelease(AddinShmemInitLock);

	attach_memory(!found);
	registry_is_shared = true;
}

void
lock_registry(LWLockMode mode)
{
	if (registry_is_shared)
		LWLockAcquire(registry_lock, mode);
}

void
unlock_registry(void)
{
	if (!registry_is_shared)
		return;
#ifdef LOADER_CHECKS
	if (LWLockHeldByMeInMode(registry_lock, LW_EXCLUSIVE))
		check_invariants();
#endif
	LWLockRelease(registry_lock);
}

void
unlock_registry_after_error(void)
{
	if (registry_is_shared && LWLockHeldByMe(registry_lock))
	{
		/* The error has forgotten that the lock holds interrupts off; releasing it allows them again. */
		HOLD_INTERRUPTS();
		LWLockRelease(registry_lock);
	}
}

int
find_library(const char *extension, const char *version)
{
	for (int i = 0; i < registry->libraries; i++)
	{
		LoaderLibrary    *library = &registry->library[i];

		if (strcmp(library->extension, extension) == 0 && strcmp(library->version, version) == 0)
			return i;
	}
	return -1;
}

int
find_library_by_path(const char *path)
{
	for (int i = 0; i < registry->libraries; i++)
	{
		if (strcmp(registry->library[i].path, path) == 0)
			return i;
	}
	return -1;
}

int
serving_library(const char *extension, const char *version)
{
	int			exact = find_library(extension, version);

	if (exact >= 0)
		return exact;
	for (int i = 0; i < registry->libraries; i++)
	{
		LoaderLibrary    *library = &registry->library[i];

		if (library->primary && strcmp(library->extension, extension) == 0)
			return i;
	}
	return -1;
}

int
find_allocation(const char *name)
{
	for (int i = 0; i < registry->allocations; i++)
	{
		if (strcmp(registry->allocation[i].name, name) == 0)
			return i;
	}
	return -1;
}

int
find_database(Oid oid, bool create)
{
	int			unused = -1;

	LoaderCheck(OidIsValid(oid));
	for (int i = 0; i < registry->databases; i++)
	{
		if (registry->database[i].oid == oid)
			return i;
		if (unused < 0 && !OidIsValid(registry->database[i].oid))
			unused = i;
	}
	if (!create)
		return -1;
	if (unused < 0)
	{
		if (registry->databases == MOST_DATABASES)
			return -1;
		unused = registry->databases++;
	}
	memset(&registry->database[unused], 0, sizeof(DatabaseSlot));
	registry->database[unused].oid = oid;
	registry->database[unused].scan = SCAN_NEEDED;
	return unused;
}

InstalledExtension *
find_installed(Oid database, const char *extension)
{
	for (int i = 0; i < registry->installed; i++)
	{
		InstalledExtension  *entry = &registry->install[i];

		if (entry->database == database && strcmp(entry->extension, extension) == 0)
			return entry;
	}
	return NULL;
}

bool
set_installed(Oid database, const char *extension, const char *version, bool keep)
{
	InstalledExtension  *entry = find_installed(database, extension);

	if (entry != NULL && keep && strcmp(entry->version, version) == 0)
		return true;
	for (int i = 0; entry == NULL && i < registry->installed; i++)
	{
		if (!OidIsValid(registry->install[i].database))
			entry = &registry->install[i];
	}
	if (entry == NULL)
	{
		if (registry->installed == MOST_INSTALLED)
			return false;
		entry = &registry->install[registry->installed++];
	}
	entry->database = database;
	strlcpy(entry->extension, extension, sizeof(entry->extension));
	strlcpy(entry->version, version, sizeof(entry->version));
	entry->incarnation = registry->next_incarnation++;
	return true;
}

void
unset_installed(Oid database, const char *extension)
{
	InstalledExtension  *entry = find_installed(database, extension);

	if (entry != NULL)
		memset(entry, 0, sizeof(InstalledExtension));
}

bool
is_paused(DatabaseSlot *slot)
{
	bool		paused = false;

	for (int i = 0; i < MOST_PAUSERS; i++)
	{
		int			pid = slot->pausers[i];

		/* One that was killed cannot take its pause back. */
		if (pid != 0 && kill(pid, 0) != 0 && errno == ESRCH)
			slot->pausers[i] = 0;
		paused |= slot->pausers[i] != 0;
	}
	return paused;
}

void
wake_launcher(void)
{
	PGPROC	   *launcher = registry_is_shared ? registry->launcher : NULL;

	if (launcher != NULL)
		SetLatch(&launcher->procLatch);
}
