/*
 * lookup.c: dynpgext_lookup_shmem().
 */
#include "loader.h"

#include "crash_note.h"
#include "events.h"
#include "handle.h"
#include "late_libraries.h"
#include "lookup.h"
#include "memory.h"
#include "names.h"
#include "null_guard.h"

/* Names that this process has warned of: once is enough. */
#define NAMES_WARNED 64
static char warned[NAMES_WARNED][LONGEST_SHMEM_NAME + 1];
static int	warned_count = 0;

static bool
warn_first_time(const char *name)
{
	for (int i = 0; i < Min(warned_count, NAMES_WARNED); i++)
	{
		if (strcmp(warned[i], name) == 0)
			return false;
	}
	strlcpy(warned[warned_count++ % NAMES_WARNED], name, sizeof(warned[0]));
	return true;
}

int
slot_for(const LoaderAllocation *allocation, Oid database)
{
	if (!allocation->per_database)
		return 0;
	return OidIsValid(database) ? find_database(database, false) : -1;
}

char *
describe_guard(const LoaderAllocation *allocation, GuardReport report)
{
	unsigned long long size = allocation->size;

	switch (report.state)
	{
		case GUARD_INTACT:
			return NULL;
		case GUARD_OVERRUN:
			return psprintf("%d of the %d bytes after its %llu bytes were written to, the first one at offset %llu.",
							report.changed, GUARD_BYTES, size, size + report.distance);
		case GUARD_UNDERRUN:
			return psprintf("%d of the %d bytes before its start were written to, the nearest one at offset -%d.",
							report.changed, GUARD_BYTES, report.distance);
	}
	return NULL;
}

void
complain_of_guard(int index, int slot, GuardReport report, bool warn)
{
	LoaderAllocation *allocation = &registry->allocation[index];
	bool		first;
	LoaderInstance   *instance;

	lock_registry(LW_EXCLUSIVE);
	instance = existing_block(index, slot).instance;
	first = instance != NULL && !instance->broken;
	if (first)
		instance->broken = true;
	unlock_registry();
	if (!first)
		return;
	complain(&(Complaint)
			 {
				 .elevel = warn ? WARNING : LOG, .severity = EVENT_ERROR, .sqlstate = ERRCODE_DATA_CORRUPTED,
				 .site = &allocation->site, .detail = describe_guard(allocation, report),
				 .hint = "Is it used as a larger type than the one it was allocated for, or is an index out of range?"
			 },
			 "something wrote past the %s of shared memory \"%s\"",
			 report.state == GUARD_OVERRUN ? "end" : "start", allocation->name);
}

/* The known name that is meant, if one is near. Wants no lock: entries are never taken away. */
static const char *
nearest_allocation(const char *name)
{
	int			best = likely_distance(name) + 1;
	const char *nearest = NULL;

	for (int i = 0; i < registry->allocations; i++)
	{
		const char *known = registry->allocation[i].name;
		int			distance = same_but_version(name, known) ? 1 : name_distance(name, known);

		if (distance < best)
		{
			best = distance;
			nearest = known;
		}
	}
	return nearest;
}

/* When the library that looks up is one that was not initialised, that is why. Palloc'd, or NULL. */
static char *
reason_in_library(const void *caller)
{
	CallSite	site = call_site(caller);
	int			index = site.library[0] ? find_library_by_path(site.library) : -1;
	LoaderLibrary *library = index >= 0 ? &registry->library[index] : NULL;

	if (library == NULL || library->state == LIBRARY_INITIALISED || library->detail[0] == '\0')
		return NULL;
	return psprintf("Extension \"%s\" is not initialised: %s", library->extension, library->detail);
}

static void
complain_of_unknown(const char *name, const void *caller)
{
	const char *nearest = nearest_allocation(name);
	char	   *reason = reason_in_library(caller);

	guard_null(name);
	if (!warn_first_time(name))
		return;
	complain(&(Complaint)
			 {
				 .elevel = WARNING, .rule = "shmem-lookup-unallocated", .sqlstate = ERRCODE_UNDEFINED_OBJECT, .caller = caller,
				 .detail = reason ? reason : "No initialised extension allocates it: the look-up gives NULL.",
				 .hint = nearest ? psprintf("Did you mean \"%s\"?", nearest)
				 : "Is the extension that allocates it installed and initialised? See dynpgext_dev.libraries and dynpgext_dev.shmem."
			 },
			 "there is no shared memory \"%s\"", name);
}

static void
complain_of_refused(const LoaderAllocation *allocation, const void *caller, const char *why)
{
	guard_null(allocation->name);
	if (!warn_first_time(allocation->name))
		return;
	complain(&(Complaint)
			 {
				 .elevel = WARNING, .severity = EVENT_ERROR, .rule = "shmem-lookup-unchecked",
				 .sqlstate = ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE, .caller = caller, .detail = why,
				 .hint = "See dynpgext_dev.events for what happened when it was allocated."
			 },
			 "shared memory \"%s\" is not available: the look-up gives NULL", allocation->name);
}

/* What can be said before anything is searched. */
static void
check_moment(const char *name, const void *caller)
{
	if (initialisation != NULL && initialisation->mode == INIT_PRESET)
		complain(&(Complaint)
				 {
					 .elevel = ERROR, .rule = "shmem-lookup-in-init",
					 .sqlstate = ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE, .caller = caller,
					 .detail = "Shared memory is made after all libraries have been initialised; other loaders crash here.",
					 .hint = "Fill it in the callback of allocate_shmem."
				 },
				 "shared memory \"%s\" is looked up in _Dynpgext_init", name);
	if (!registry_is_shared)
		complain(&(Complaint)
				 {
					 .elevel = ERROR, .rule = "shmem-lookup-in-init",
					 .sqlstate = ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE, .caller = caller,
					 .hint = "Look it up in the function that uses it."
				 },
				 "shared memory \"%s\" is looked up before the server has any", name);
}

static int
database_slot(const LoaderAllocation *allocation, const void *caller)
{
	int			slot;

	if (!allocation->per_database)
		return 0;
	if (!OidIsValid(MyDatabaseId))
		complain(&(Complaint)
				 {
					 .elevel = ERROR, .rule = "shmem-lookup-before-connect",
					 .sqlstate = ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE, .caller = caller,
					 .detail = "This process is not connected to a database, and the memory is one of each database.",
					 .hint = "Call BackgroundWorkerInitializeConnectionByOid() first, or allocate it with DYNPGEXT_SCOPE_GLOBAL."
				 },
				 "shared memory \"%s\" is looked up before the database is known", allocation->name);
	lock_registry(LW_SHARED);
	slot = find_database(MyDatabaseId, false);
	unlock_registry();
	if (slot >= 0)
		return slot;
	lock_registry(LW_EXCLUSIVE);
	slot = find_database(MyDatabaseId, true);
	unlock_registry();
	if (slot < 0)
		complain(&(Complaint)
				 {.elevel = ERROR,.sqlstate = ERRCODE_PROGRAM_LIMIT_EXCEEDED,.caller = caller},
				 "no shared memory \"%s\" for this database: the loader has no place for more than %d databases",
				 allocation->name, MOST_DATABASES);
	return slot;
}

static int
find_by_name(const char *name)
{
	char		kept[LONGEST_SHMEM_NAME + 1];
	int			index;

	strlcpy(kept, name, sizeof(kept));
	lock_registry(LW_SHARED);
	index = find_allocation(kept);
	unlock_registry();
	return index;
}

LOADER_EXPORT void *
dynpgext_lookup_shmem(const char *name)
{
	const void *caller = __builtin_return_address(0);
	LoaderAllocation *allocation;
	GuardReport report;
	char	   *memory;
	int			index;
	int			slot;

	if (name == NULL || name[0] == '\0')
	{
		complain_of_unknown("", caller);
		return NULL;
	}
	check_moment(name, caller);
	index = find_by_name(name);
	if (index < 0 && initialise_library_of(caller))
		index = find_by_name(name);
	if (index < 0)
	{
		complain_of_unknown(name, caller);
		return NULL;
	}
	allocation = &registry->allocation[index];
	if (allocation->state != ALLOCATION_GOOD)
	{
		complain_of_refused(allocation, caller, allocation->detail);
		return NULL;
	}
	slot = database_slot(allocation, caller);
	memory = use_block(index, slot);
	if (memory == NULL)
	{
		complain_of_refused(allocation, caller, "Its callback raised an error, or is running.");
		return NULL;
	}
	mark_used(index, slot);
	note_lookup(allocation->name, memory, allocation->size);
	report = look_at_guards(memory, allocation->size);
	if (report.state != GUARD_INTACT)
		complain_of_guard(index, slot, report, true);
	return memory;
}
