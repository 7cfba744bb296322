/*
 * scanner.c: which databases there are, and which extensions they have.
 *
 * After server start nobody knows; later the sessions that create and drop extensions say so themselves
 * (changes.c), and this is for databases that came as a copy of another one.
 */
#include "loader.h"

#include "access/genam.h"
#include "access/heapam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_database.h"
#include "catalog/pg_extension.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "events.h"
#include "late_libraries.h"
#include "launcher.h"
#include "memory.h"
#include "survivor.h"

extern LOADER_EXPORT void dynpgext_scanner_main(Datum arg);

/* Oids of all databases that can be connected to. */
static List *
read_databases(MemoryContext context)
{
	List	   *oids = NIL;
	Relation	catalog = table_open(DatabaseRelationId, AccessShareLock);
	TableScanDesc scan = table_beginscan_catalog(catalog, 0, NULL);
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = heap_getnext(scan, ForwardScanDirection)))
	{
		Form_pg_database database = (Form_pg_database) GETSTRUCT(tuple);

		/* A limit of -2 marks one that a crash left half dropped, from PostgreSQL 16 on and its back branches. */
		if (database->datallowconn && database->datconnlimit != -2)
		{
			MemoryContext before = MemoryContextSwitchTo(context);

			oids = lappend_oid(oids, database->oid);
			MemoryContextSwitchTo(before);
		}
	}
	table_endscan(scan);
	table_close(catalog, AccessShareLock);
	return oids;
}

/* The database is gone, with its extensions. Exclusive lock. */
static void
forget_database(int slot)
{
	Oid			database = registry->database[slot].oid;

	for (int i = 0; i < registry->installed; i++)
	{
		if (registry->install[i].database == database)
			memset(&registry->install[i], 0, sizeof(InstalledExtension));
	}
	release_blocks(slot);
	forget_workers_of(database);
	memset(&registry->database[slot], 0, sizeof(DatabaseSlot));
}

void
refresh_databases(void)
{
	MemoryContext context = CurrentMemoryContext;
	List	   *oids;
	ListCell   *cell;

	StartTransactionCommand();
	(void) GetTransactionSnapshot();
	oids = read_databases(context);
	CommitTransactionCommand();
	MemoryContextSwitchTo(context);

	lock_registry(LW_EXCLUSIVE);
	for (int i = 0; i < registry->databases; i++)
	{
		if (OidIsValid(registry->database[i].oid) && !list_member_oid(oids, registry->database[i].oid))
			forget_database(i);
	}
	foreach(cell, oids)
		(void) find_database(lfirst_oid(cell), true);
	unlock_registry();
	list_free(oids);
}

typedef struct FoundExtension
{
	char		name[NAMEDATALEN];
	char		version[NAMEDATALEN];
} FoundExtension;

/* The extensions of this database, palloc'd in `context`. */
static List *
read_extensions(MemoryContext context)
{
	List	   *extensions = NIL;
	Relation	catalog = table_open(ExtensionRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(catalog, InvalidOid, false, NULL, 0, NULL);
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		MemoryContext before = MemoryContextSwitchTo(context);
		FoundExtension	   *found = palloc(sizeof(FoundExtension));
		bool		isnull;
		Datum		version = heap_getattr(tuple, Anum_pg_extension_extversion, RelationGetDescr(catalog), &isnull);

		strlcpy(found->name, NameStr(((Form_pg_extension) GETSTRUCT(tuple))->extname), NAMEDATALEN);
		strlcpy(found->version, isnull ? "" : TextDatumGetCString(version), NAMEDATALEN);
		extensions = lappend(extensions, found);
		MemoryContextSwitchTo(before);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return extensions;
}

/* Errors of extensions cost only those. */
static void
initialise_found(const FoundExtension *found)
{
	MemoryContext context = CurrentMemoryContext;

	StartTransactionCommand();
	PG_TRY();
	{
		initialise_late_library(found->name, found->version);
		CommitTransactionCommand();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		EmitErrorReport();
		FlushErrorState();
		AbortCurrentTransaction();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
}

static bool
is_found(List *extensions, const char *name)
{
	ListCell   *cell;

	foreach(cell, extensions)
	{
		if (strcmp(((FoundExtension *) lfirst(cell))->name, name) == 0)
			return true;
	}
	return false;
}

/* Writes down what was found, unless somebody has changed it since. Exclusive lock. */
static bool
write_down(DatabaseSlot *slot, uint32 changes, List *extensions)
{
	ListCell   *cell;

	if (slot->changes != changes)
		return false;
	for (int i = 0; i < registry->installed; i++)
	{
		InstalledExtension  *entry = &registry->install[i];

		if (entry->database == slot->oid && !is_found(extensions, entry->extension))
			memset(entry, 0, sizeof(InstalledExtension));
	}
	foreach(cell, extensions)
	{
		FoundExtension	   *found = lfirst(cell);

		(void) set_installed(slot->oid, found->name, found->version, true);
	}
	slot->scan = SCAN_DONE;
	return true;
}

/* Reads the extensions of this database once. False when they changed meanwhile. */
static bool
scan(Oid database)
{
	List	   *extensions;
	ListCell   *cell;
	uint32		changes;
	int			slot;
	bool		written = true;

	lock_registry(LW_SHARED);
	slot = find_database(database, false);
	changes = slot >= 0 ? registry->database[slot].changes : 0;
	unlock_registry();

	StartTransactionCommand();
	extensions = read_extensions(TopMemoryContext);
	CommitTransactionCommand();
	foreach(cell, extensions)
		initialise_found(lfirst(cell));

	lock_registry(LW_EXCLUSIVE);
	slot = find_database(database, false);
	if (slot >= 0)
		written = write_down(&registry->database[slot], changes, extensions);
	unlock_registry();
	return written;
}

void
dynpgext_scanner_main(Datum arg)
{
	Oid			database = DatumGetObjectId(arg);

	BackgroundWorkerUnblockSignals();
	BackgroundWorkerInitializeConnectionByOid(database, InvalidOid, 0);
	while (!scan(database))
		CHECK_FOR_INTERRUPTS();
	wake_launcher();
}
