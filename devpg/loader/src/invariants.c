/*
 * invariants.c: what must hold whenever somebody has changed the tables.
 */
#include "loader.h"

#include "guard.h"
#include "memory.h"
#include "registry.h"
#include "survivor.h"

#ifdef LOADER_CHECKS

/* Blocks of server start lie one after the other, and each has room for its guard zones. */
static void
check_allocations(void)
{
	uint64		end = 0;
	int			instances = 0;

	for (int i = 0; i < registry->allocations; i++)
	{
		LoaderAllocation *allocation = &registry->allocation[i];

		LoaderCheck(allocation->library >= 0 && allocation->library < registry->libraries);
		LoaderCheck(memchr(allocation->name, '\0', sizeof(allocation->name)) != NULL);
		LoaderCheck(allocation->name[0] == '\0' || find_allocation(allocation->name) == i);
		if (allocation->state != ALLOCATION_GOOD)
			continue;
		LoaderCheck(allocation->stride >= allocation->size + 2 * GUARD_BYTES);
		LoaderCheck(allocation->stride % PG_CACHE_LINE_SIZE == 0);
		LoaderCheck(allocation->directory_size == 0 || registry->has_area);
		if (allocation->preset == 0)
			continue;
		LoaderCheck(allocation->first_block == end && allocation->first_instance == instances);
		end += allocation->stride * allocation->preset;
		instances += allocation->preset;
	}
	LoaderCheck(end == registry->arena_size && instances == registry->instances);
}

static void
check_databases(void)
{
	for (int i = 0; i < registry->databases; i++)
		LoaderCheck(!OidIsValid(registry->database[i].oid) || find_database(registry->database[i].oid, false) == i);
	for (int i = 0; i < registry->installed; i++)
	{
		InstalledExtension  *entry = &registry->install[i];

		if (!OidIsValid(entry->database))
			continue;
		LoaderCheck(find_installed(entry->database, entry->extension) == entry);
		LoaderCheck(entry->incarnation > 0 && entry->incarnation < registry->next_incarnation);
		LoaderCheck(find_database(entry->database, false) >= 0);
	}
}

static void
check_workers(void)
{
	for (int i = 0; i < registry->workers; i++)
	{
		LoaderCheck(registry->worker[i].library >= 0 && registry->worker[i].library < registry->libraries);
		LoaderCheck(registry->worker[i].bgw.bgw_restart_time == BGW_NEVER_RESTART);
	}
	for (int i = 0; i < WORKER_SLOTS; i++)
	{
		WorkerSlot *slot = &survivor->workers[i];

		if (!slot->used || slot->definition < 0)
			continue;
		LoaderCheck(slot->definition < registry->workers);
		LoaderCheck(OidIsValid(slot->database) == registry->worker[slot->definition].per_database);
		LoaderCheck(worker_slot(slot->definition, slot->database) == i);
		LoaderCheck(!worker_is_alive(slot) || slot->launch > 0);
	}
}

void
check_invariants(void)
{
	LoaderCheck(registry->libraries <= MOST_LIBRARIES && registry->allocations <= MOST_ALLOCATIONS);
	LoaderCheck(registry->workers <= MOST_WORKERS && registry->databases <= MOST_DATABASES);
	LoaderCheck(registry->installed <= MOST_INSTALLED);
	check_allocations();
	check_databases();
	check_workers();
}

#else

void
check_invariants(void)
{
}

#endif
