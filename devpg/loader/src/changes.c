/*
 * changes.c: CREATE, ALTER and DROP of extensions and databases, in whatever way they happen.
 *
 * The hook for object access hears of every one, also by CASCADE, DROP OWNED or DROP SCHEMA. It only notes the
 * name. Before the commit the catalogue says how it ended, which makes savepoints and repeated changes no
 * special cases; after the commit it is told to the launcher. A rollback forgets the names, and nothing happens.
 */
#include "loader.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/objectaccess.h"
#include "catalog/pg_database.h"
#include "catalog/pg_extension.h"
#include "nodes/parsenodes.h"
#include "tcop/utility.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "changes.h"
#include "events.h"
#include "late_libraries.h"
#include "pauses.h"
#include "registry.h"

typedef struct ExtensionChange
{
	char		name[NAMEDATALEN];
	char		version[NAMEDATALEN];
	bool		anew;			/* created in this transaction */
	bool		present;		/* at its end */
} ExtensionChange;

static object_access_hook_type previous_access_hook = NULL;
static ProcessUtility_hook_type previous_utility_hook = NULL;

/* Of the running transaction, in its memory. */
static List *changes = NIL;
static bool databases_changed = false;

/* Reads a row of pg_extension as this command sees it. False when there is none. */
static bool
read_extension(AttrNumber column, Oid index, RegProcedure equals, Datum key, Snapshot snapshot, char *name, char *version)
{
	Relation	catalog = table_open(ExtensionRelationId, AccessShareLock);
	ScanKeyData wanted;
	SysScanDesc scan;
	HeapTuple	tuple;
	bool		found;

	ScanKeyInit(&wanted, column, BTEqualStrategyNumber, equals, key);
	scan = systable_beginscan(catalog, index, true, snapshot, 1, &wanted);
	tuple = systable_getnext(scan);
	found = HeapTupleIsValid(tuple);
	if (found)
	{
		bool		isnull;
		Datum		value = heap_getattr(tuple, Anum_pg_extension_extversion, RelationGetDescr(catalog), &isnull);

		strlcpy(name, NameStr(((Form_pg_extension) GETSTRUCT(tuple))->extname), NAMEDATALEN);
		strlcpy(version, isnull ? "" : TextDatumGetCString(value), NAMEDATALEN);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return found;
}

static void
note_change(const char *name, bool anew)
{
	MemoryContext before;
	ExtensionChange	   *change;
	ListCell   *cell;

	foreach(cell, changes)
	{
		change = lfirst(cell);
		if (strcmp(change->name, name) == 0)
		{
			change->anew |= anew;
			return;
		}
	}
	before = MemoryContextSwitchTo(TopTransactionContext);
	change = palloc0(sizeof(ExtensionChange));
	strlcpy(change->name, name, sizeof(change->name));
	change->anew = anew;
	changes = lappend(changes, change);
	MemoryContextSwitchTo(before);
}

static void
on_extension(ObjectAccessType access, Oid extension)
{
	char		name[NAMEDATALEN];
	char		version[NAMEDATALEN];

	if (!read_extension(Anum_pg_extension_oid, ExtensionOidIndexId, F_OIDEQ, ObjectIdGetDatum(extension),
						SnapshotSelf, name, version))
		return;
	note_change(name, access == OAT_POST_CREATE);

	/* Before its script runs, which may well use what the library asks for. */
	if (access != OAT_DROP)
		initialise_late_library(name, version);
}

static void
on_access(ObjectAccessType access, Oid class, Oid object, int part, void *arg)
{
	bool		changes_it = access == OAT_POST_CREATE || access == OAT_POST_ALTER || access == OAT_DROP;

	if (previous_access_hook != NULL)
		previous_access_hook(access, class, object, part, arg);
	if (!changes_it || part != 0 || !IsTransactionState())
		return;
	if (class == ExtensionRelationId)
		on_extension(access, object);
	else if (class == DatabaseRelationId)
		databases_changed = true;
}

static void
read_outcome(void)
{
	ListCell   *cell;

	foreach(cell, changes)
	{
		ExtensionChange	   *change = lfirst(cell);
		char		name[NAMEDATALEN];

		change->present = read_extension(Anum_pg_extension_extname, ExtensionNameIndexId, F_NAMEEQ,
										 CStringGetDatum(change->name), NULL, name, change->version);
	}
}

/* Below a commit no error may be raised. */
static void
tell_launcher(void)
{
	bool		full = false;
	ListCell   *cell;
	int			slot;

	lock_registry(LW_EXCLUSIVE);
	if (databases_changed)
		registry->databases_changed = true;
	slot = changes == NIL ? -1 : find_database(MyDatabaseId, true);
	if (slot >= 0)
		registry->database[slot].changes++;
	foreach(cell, changes)
	{
		ExtensionChange	   *change = lfirst(cell);

		if (!change->present)
			unset_installed(MyDatabaseId, change->name);
		else if (!set_installed(MyDatabaseId, change->name, change->version, !change->anew))
			full = true;
	}
	unlock_registry();
	wake_launcher();
	if (full)
		complain(&(Complaint)
				 {.elevel = WARNING,.sqlstate = ERRCODE_PROGRAM_LIMIT_EXCEEDED},
				 "the loader has no place for more than %d extensions in databases: workers of others are not started",
				 MOST_INSTALLED);
}

static void
on_transaction(XactEvent event, void *arg)
{
	(void) arg;
	switch (event)
	{
		case XACT_EVENT_PRE_COMMIT:
			read_outcome();
			return;
		case XACT_EVENT_COMMIT:
			if (changes != NIL || databases_changed)
				tell_launcher();
			break;
		case XACT_EVENT_ABORT:
		case XACT_EVENT_PREPARE:
			break;
		case XACT_EVENT_PARALLEL_COMMIT:
		case XACT_EVENT_PARALLEL_ABORT:
		case XACT_EVENT_PARALLEL_PRE_COMMIT:
		case XACT_EVENT_PRE_PREPARE:
			return;
	}
	changes = NIL;
	databases_changed = false;
}

static bool
commits_prepared(Node *statement)
{
	return IsA(statement, TransactionStmt) && ((TransactionStmt *) statement)->kind == TRANS_STMT_COMMIT_PREPARED;
}

/* What was prepared elsewhere, or long ago, is found by reading the catalogue again. */
static void
scan_again(void)
{
	int			slot;

	lock_registry(LW_EXCLUSIVE);
	slot = find_database(MyDatabaseId, true);
	if (slot >= 0)
		registry->database[slot].scan = SCAN_NEEDED;
	unlock_registry();
	wake_launcher();
}

#if PG_VERSION_NUM >= 140000
#define UTILITY_PARAMETERS PlannedStmt *plan, const char *text, bool read_only, ProcessUtilityContext context, \
	ParamListInfo params, QueryEnvironment *environment, DestReceiver *receiver, QueryCompletion *completion
#define UTILITY_ARGUMENTS plan, text, read_only, context, params, environment, receiver, completion
#else
#define UTILITY_PARAMETERS PlannedStmt *plan, const char *text, ProcessUtilityContext context, \
	ParamListInfo params, QueryEnvironment *environment, DestReceiver *receiver, QueryCompletion *completion
#define UTILITY_ARGUMENTS plan, text, context, params, environment, receiver, completion
#endif

static void
run_utility(UTILITY_PARAMETERS)
{
	if (previous_utility_hook != NULL)
		previous_utility_hook(UTILITY_ARGUMENTS);
	else
		standard_ProcessUtility(UTILITY_ARGUMENTS);
}

static void
on_utility(UTILITY_PARAMETERS)
{
	Node	   *statement = plan->utilityStmt;
	bool		prepared = commits_prepared(statement);
	Oid			paused = pause_database_for(statement);

	if (!OidIsValid(paused))
	{
		/* Without a frame of our own when there is nothing to undo: COMMIT and ROLLBACK come this way. */
		run_utility(UTILITY_ARGUMENTS);
		if (prepared)
			scan_again();
		return;
	}
	PG_TRY();
	{
		run_utility(UTILITY_ARGUMENTS);
	}
	PG_CATCH();
	{
		end_pause(paused);
		PG_RE_THROW();
	}
	PG_END_TRY();
	end_pause(paused);
}

void
install_change_hooks(void)
{
	previous_access_hook = object_access_hook;
	object_access_hook = on_access;
	previous_utility_hook = ProcessUtility_hook;
	ProcessUtility_hook = on_utility;
	RegisterXactCallback(on_transaction, NULL);
}
