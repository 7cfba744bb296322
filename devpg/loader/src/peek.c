/*
 * peek.c: what dynpgext_dev shows of shared memory.
 */
#include "loader.h"

#include "events.h"
#include "lookup.h"
#include "memory.h"
#include "rows.h"
#include "utils/builtins.h"

LOADER_SQL_FUNCTION(dynpgext_dev_shmem);
LOADER_SQL_FUNCTION(dynpgext_dev_check);
LOADER_SQL_FUNCTION(dynpgext_dev_peek);

/* Position after the last byte that is not zero. */
static uint64
used_bytes(const char *memory, uint64 size)
{
	while (size > 0 && size % sizeof(uint64) != 0 && memory[size - 1] == 0)
		size--;
	while (size >= sizeof(uint64) && size % sizeof(uint64) == 0)
	{
		uint64		word;

		memcpy(&word, memory + size - sizeof(uint64), sizeof(uint64));
		if (word != 0)
			break;
		size -= sizeof(uint64);
	}
	while (size > 0 && memory[size - 1] == 0)
		size--;
	return size;
}

/* What a view shows of one instance; taken under the lock, shown without it. */
typedef struct MemorySight
{
	Oid			database;
	bool		present;
	GuardReport guard;
	uint64		used;
	int			slot;
} MemorySight;

static bool
has_extension(Oid database, const LoaderAllocation *allocation)
{
	for (int i = 0; i < registry->installed; i++)
	{
		InstalledExtension  *entry = &registry->install[i];

		if (entry->database == database &&
			serving_library(entry->extension, entry->version) == allocation->library)
			return true;
	}
	return false;
}

static MemorySight
look(int index, int slot, Oid database)
{
	LoaderAllocation *allocation = &registry->allocation[index];
	LoaderBlock		block = existing_block(index, slot);
	MemorySight		sight = {.database = database,.slot = slot};

	if (block.memory != NULL)
	{
		sight.guard = look_at_guards(block.memory, allocation->size);
		sight.used = used_bytes(block.memory, allocation->size);
	}
	sight.present = !allocation->per_database || has_extension(database, allocation) ||
		(block.instance != NULL && block.instance->used);
	return sight;
}

/* The instances of an allocation that are in use; the array has a place for every database. */
static int
look_everywhere(int index, MemorySight *sights)
{
	LoaderAllocation *allocation = &registry->allocation[index];
	int			count = 0;

	lock_registry(LW_SHARED);
	if (!allocation->per_database)
		sights[count++] = look(index, 0, InvalidOid);
	for (int slot = 0; allocation->per_database && slot < registry->databases; slot++)
	{
		Oid			database = registry->database[slot].oid;

		if (!OidIsValid(database))
			continue;
		sights[count] = look(index, slot, database);
		if (sights[count].present)
			count++;
	}
	unlock_registry();
	return count;
}

static void
put_sight(LoaderRows *rows, LoaderRow *row, const LoaderAllocation *allocation, const MemorySight *sight)
{
	LoaderLibrary    *library = &registry->library[allocation->library];

	add_text(row, allocation->name);
	add_text(row, library->extension);
	add_text(row, library->version);
	add_text(row, allocation->per_database ? "database" : "global");
	add_database(row, sight->database);
	add_big(row, (int64) allocation->size);
	add_text(row, guard_state_name(sight->guard.state));
	add_big(row, (int64) sight->used);
	add_text(row, allocation->site.library);
	if (allocation->site.library[0] == '\0')
		add_null(row);
	else
		add_big(row, (int64) allocation->site.offset);
	put_row(rows, row);
}

Datum
dynpgext_dev_shmem(PG_FUNCTION_ARGS)
{
	LoaderRows		rows = begin_rows(fcinfo);
	LoaderRow			row = {0};
	MemorySight	   *sights = palloc(sizeof(MemorySight) * MOST_DATABASES);

	for (int i = 0; i < registry->allocations; i++)
	{
		int			count;

		if (registry->allocation[i].state != ALLOCATION_GOOD)
			continue;
		count = look_everywhere(i, sights);
		for (int j = 0; j < count; j++)
			put_sight(&rows, &row, &registry->allocation[i], &sights[j]);
	}
	return (Datum) 0;
}

Datum
dynpgext_dev_check(PG_FUNCTION_ARGS)
{
	LoaderRows		rows = begin_rows(fcinfo);
	LoaderRow			row = {0};
	MemorySight	   *sights = palloc(sizeof(MemorySight) * MOST_DATABASES);

	for (int i = 0; i < registry->allocations; i++)
	{
		LoaderAllocation *allocation = &registry->allocation[i];
		int			count = allocation->state == ALLOCATION_GOOD ? look_everywhere(i, sights) : 0;

		for (int j = 0; j < count; j++)
		{
			if (sights[j].guard.state == GUARD_INTACT)
				continue;
			complain_of_guard(i, sights[j].slot, sights[j].guard, false);
			add_text(&row, allocation->name);
			add_text(&row, guard_state_name(sights[j].guard.state));
			add_text(&row, describe_guard(allocation, sights[j].guard));
			put_row(&rows, &row);
		}
	}
	return (Datum) 0;
}

static int
known_allocation(const char *name)
{
	int			index;

	lock_registry(LW_SHARED);
	index = find_allocation(name);
	unlock_registry();
	if (index < 0 || registry->allocation[index].state != ALLOCATION_GOOD)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("there is no shared memory \"%s\"", name),
				 errhint("See dynpgext_dev.shmem.")));
	return index;
}

/* Bytes [offset, offset + length) as far as they exist; zeroes of memory that no database has made yet. */
Datum
dynpgext_dev_peek(PG_FUNCTION_ARGS)
{
	int			index;
	int64		offset;
	int64		length;
	int			slot;
	LoaderAllocation *allocation;
	bytea	   *bytes;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	index = known_allocation(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	allocation = &registry->allocation[index];
	offset = PG_GETARG_INT64(1);
	length = PG_GETARG_INT32(2);
	if (offset < 0 || length < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("offset and length must not be negative")));
	length = Max(0, Min(length, (int64) allocation->size - offset));
	bytes = palloc0(VARHDRSZ + length);
	SET_VARSIZE(bytes, VARHDRSZ + length);

	lock_registry(LW_SHARED);
	slot = slot_for(allocation, PG_ARGISNULL(3) ? MyDatabaseId : PG_GETARG_OID(3));
	if (slot >= 0)
	{
		LoaderBlock		block = existing_block(index, slot);

		if (block.memory != NULL)
			memcpy(VARDATA(bytes), block.memory + offset, length);
	}
	unlock_registry();
	PG_RETURN_BYTEA_P(bytes);
}
