/*
 * request_memory.c: allocate_shmem, as extensions call it.
 */
#include "loader.h"

#include "callbacks.h"
#include "events.h"
#include "handle.h"
#include "memory.h"

/* Largest size of one piece; more is a negative number or a mistake. */
#define LARGEST_SIZE (UINT64CONST(1) << 30)

/*
 * What omni_ext has for all preloaded extensions, and the databases it multiplies with. Its defaults, measured
 * with omni_ext of January and February 2024 on PostgreSQL 15.
 */
#define OTHER_LOADERS_BUDGET UINT64CONST(15900000)
#define OTHER_LOADERS_DATABASES 32

#define CALLER_NAME (registry->library[initialisation->library].extension)

/* The name as the loader keeps it. False when there is none. */
static bool
take_name(const char *name, char *kept, const void *caller)
{
	if (name == NULL || name[0] == '\0')
	{
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .severity = EVENT_ERROR, .rule = "shmem-lookup-unallocated",
					 .sqlstate = ERRCODE_INVALID_NAME, .caller = caller,
					 .hint = "The name is how the memory is found again, for instance \"extension:1.0:value\"."
				 },
				 "extension \"%s\" asked for shared memory without a name: nothing is allocated", CALLER_NAME);
		return false;
	}
	strlcpy(kept, name, LONGEST_SHMEM_NAME + 1);
	if (strlen(name) > LONGEST_SHMEM_NAME)
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .rule = "shmem-name-too-long",
					 .sqlstate = ERRCODE_NAME_TOO_LONG, .caller = caller,
					 .detail = psprintf("It has %zu bytes, of which the first %d count: \"%s\".",
										strlen(name), LONGEST_SHMEM_NAME, kept),
					 .hint = "Choose a shorter name."
				 },
				 "the name of shared memory \"%.60s...\" is too long", name);
	if (is_on_init_stack(name))
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .rule = "shmem-name-lifetime",
					 .sqlstate = ERRCODE_INVALID_PARAMETER_VALUE, .caller = caller,
					 .detail = "This loader copies it; others keep the pointer.",
					 .hint = "Use a string literal or static memory."
				 },
				 "the name of shared memory \"%s\" is on the stack of _Dynpgext_init", kept);
	return true;
}

static bool
take_flags(const char *name, int flags, const void *caller)
{
	if (flags & ~DYNPGEXT_SCOPE_DATABASE_LOCAL)
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .rule = "scope-flags", .sqlstate = ERRCODE_INVALID_PARAMETER_VALUE,
					 .caller = caller,
					 .detail = flags & DYNPGEXT_REGISTER_BGWORKER_NOTIFY
					 ? "DYNPGEXT_REGISTER_BGWORKER_NOTIFY is for workers only; it is ignored."
					 : "What allocate_shmem does not know is ignored.",
					 .hint = "Use DYNPGEXT_SCOPE_GLOBAL or DYNPGEXT_SCOPE_DATABASE_LOCAL."
				 },
				 "shared memory \"%s\" was asked for with flags 0x%x", name, flags);
	return (flags & DYNPGEXT_SCOPE_DATABASE_LOCAL) != 0;
}

/* A second request of a name changes nothing; one that says the same is no more than worth a remark. */
static void
complain_of_duplicate(const LoaderAllocation *first, uint64 size, bool per_database, const void *caller)
{
	LoaderLibrary    *owner = &registry->library[first->library];
	bool		same = first->library == initialisation->library && first->size == size &&
		first->per_database == per_database;

	complain(&(Complaint)
			 {
				 .elevel = same ? 0 : WARNING, .rule = "shmem-name-duplicate",
				 .severity = same ? EVENT_INFO : EVENT_WARNING,
				 .sqlstate = ERRCODE_DUPLICATE_OBJECT, .caller = caller,
				 .detail = psprintf("The first request counts: %llu bytes, %s, of extension \"%s\" %s; this one is for %llu bytes, %s.",
									(unsigned long long) first->size,
									first->per_database ? "per database" : "global",
									owner->extension, owner->version,
									(unsigned long long) size, per_database ? "per database" : "global"),
				 .hint = first->library == initialisation->library
				 ? "Ask once for each name."
				 : "All extensions and all their versions share one name space: put both into the name, as in \"extension:1.0:value\"."
			 },
			 "shared memory \"%s\" is allocated already", first->name);
}

static void
refuse(LoaderAllocation *allocation, const char *why, const void *caller)
{
	allocation->state = ALLOCATION_REFUSED;
	strlcpy(allocation->detail, why, sizeof(allocation->detail));
	complain(&(Complaint)
			 {
				 .elevel = WARNING, .severity = EVENT_ERROR, .rule = "shmem-size",
				 .sqlstate = ERRCODE_PROGRAM_LIMIT_EXCEEDED, .caller = caller, .detail = why,
				 .hint = "Ask for what is needed; large or growing data belongs into dynamic shared memory."
			 },
			 "shared memory \"%s\" is not allocated: %llu bytes are too much",
			 allocation->name, (unsigned long long) allocation->size);
}

static void
check_size(LoaderAllocation *allocation, const void *caller)
{
	uint64		limit = (uint64) memory_limit_mb * 1024 * 1024;
	uint64		copies = allocation->per_database && initialisation->mode == INIT_PRESET ? preset_databases : 1;

	if (allocation->size == 0)
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .rule = "shmem-size", .sqlstate = ERRCODE_INVALID_PARAMETER_VALUE,
					 .caller = caller,
					 .detail = "Look-ups give an address, but not one byte may be written to it.",
					 .hint = "Ask for sizeof what is kept there."
				 },
				 "shared memory \"%s\" has a size of 0 bytes", allocation->name);
	else if (allocation->size > LARGEST_SIZE)
		refuse(allocation, "A piece has at most 1 GiB; a negative number is a huge one, because sizes have no sign.", caller);
	else if (block_stride(allocation->size) * copies > limit - Min(limit, registry->arena_size))
		refuse(allocation, psprintf("%d MB are left of dynpgext_dev.memory_limit, and it is needed %d times.",
									(int) ((limit - Min(limit, registry->arena_size)) / (1024 * 1024)), (int) copies),
			   caller);
}

/* Callback and data, as this process may use them. */
static void
keep_callback(int index, MemoryFunction callback, void *data, const void *caller)
{
	MemoryCallback *kept = &memory_callbacks[index];

	kept->known = true;
	kept->function = callback;
	kept->data = data;
	if (callback != NULL && is_on_init_stack(data))
	{
		kept->function = NULL;
		if (initialisation->mode == INIT_REPLAY)
			return;
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .severity = EVENT_ERROR, .rule = "shmem-data-lifetime",
					 .sqlstate = ERRCODE_INVALID_PARAMETER_VALUE, .caller = caller,
					 .detail = "The callback runs after _Dynpgext_init has returned. It is not called; the memory is all zeroes.",
					 .hint = "Make the data static, or allocate it."
				 },
				 "the data for the callback of shared memory \"%s\" is on the stack of _Dynpgext_init",
				 registry->allocation[index].name);
	}
}

/* A new entry; -1 when the table is full. Exclusive lock, but for the postmaster. */
static int
add_allocation(const char *name, uint64 size, bool per_database, bool has_callback, const void *caller)
{
	int			index = registry->allocations;
	LoaderAllocation *allocation = &registry->allocation[index];

	if (index == MOST_ALLOCATIONS)
		return -1;
	memset(allocation, 0, sizeof(LoaderAllocation));
	strlcpy(allocation->name, name, sizeof(allocation->name));
	allocation->library = initialisation->library;
	allocation->size = size;
	allocation->stride = block_stride(Min(size, LARGEST_SIZE));
	allocation->per_database = per_database;
	allocation->has_callback = has_callback;
	allocation->site = call_site(caller);
	/* The rest follows before anybody may look: the count comes last. */
	return index;
}

static void
publish(int index)
{
	pg_write_barrier();
	registry->allocations = index + 1;
}

/*
 * A library that was built again asks for the same once more. What is as before goes on to be used; what is not gets
 * another entry, and the old one loses its name. True when there is nothing left to do.
 */
static bool
asks_again(int index, uint64 size, bool per_database)
{
	LoaderAllocation *allocation = &registry->allocation[index];

	if (!allocation->stale)
		return true;
	allocation->stale = false;
	if (allocation->size == size && allocation->per_database == per_database)
		return true;
	lock_registry(LW_EXCLUSIVE);
	allocation->name[0] = '\0';
	allocation->state = ALLOCATION_REFUSED;
	unlock_registry();
	return false;
}

void
allocate_shmem(const dynpgext_handle *handle, const char *name, size_t size,
			   void (*callback) (void *ptr, void *data), void *data, int flags)
{
	const void *caller = __builtin_return_address(0);
	char		kept[LONGEST_SHMEM_NAME + 1];
	bool		per_database;
	int			index;

	if (!handle_is_usable(handle, "allocate_shmem", caller) || !take_name(name, kept, caller))
		return;
	index = find_allocation(kept);
	per_database = (flags & DYNPGEXT_SCOPE_DATABASE_LOCAL) != 0;

	/* To hear a callback, after a first attempt that failed half-way, or because the library is another one now. */
	if (index >= 0 && registry->allocation[index].library == initialisation->library &&
		(!memory_callbacks[index].known || registry->allocation[index].stale))
	{
		if (asks_again(index, size, per_database))
		{
			keep_callback(index, callback, data, caller);
			return;
		}
		index = -1;
	}
	if (initialisation->mode == INIT_REPLAY)
		return;
	if (index >= 0)
	{
		complain_of_duplicate(&registry->allocation[index], size, per_database, caller);
		return;
	}

	per_database = take_flags(kept, flags, caller);
	lock_registry(LW_EXCLUSIVE);
	index = add_allocation(kept, size, per_database, callback != NULL, caller);
	unlock_registry();
	if (index < 0)
	{
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .severity = EVENT_ERROR, .sqlstate = ERRCODE_PROGRAM_LIMIT_EXCEEDED,
					 .caller = caller
				 },
				 "shared memory \"%s\" is not allocated: the loader knows %d names and has no place for more",
				 kept, MOST_ALLOCATIONS);
		return;
	}
	check_size(&registry->allocation[index], caller);
	keep_callback(index, callback, data, caller);
	if (initialisation->mode == INIT_PRESET && registry->allocation[index].state == ALLOCATION_GOOD)
		plan_memory(&registry->allocation[index]);
	publish(index);
	if (initialisation->mode == INIT_LATE && registry->allocation[index].state == ALLOCATION_GOOD && !per_database)
		(void) use_block(index, 0);
}

void
check_budget(void)
{
	uint64		total = 0;

	for (int i = 0; i < registry->allocations; i++)
	{
		LoaderAllocation *allocation = &registry->allocation[i];

		if (allocation->preset > 0)
			total += allocation->size * (allocation->per_database ? OTHER_LOADERS_DATABASES : 1);
	}
	if (total > OTHER_LOADERS_BUDGET)
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .rule = "shmem-size", .sqlstate = ERRCODE_PROGRAM_LIMIT_EXCEEDED,
					 .detail = psprintf("All preloaded extensions together ask for %llu bytes, with memory per database taken %d times. omni_ext has about %llu by default, and fails every look-up when they do not suffice.",
										(unsigned long long) total, OTHER_LOADERS_DATABASES,
										(unsigned long long) OTHER_LOADERS_BUDGET),
					 .hint = "Ask for less, or say in your documentation which omni_ext.shmem_size is needed."
				 },
				 "the extensions ask for more shared memory than other loaders have");
}
