/*
 * pauses.c: CREATE, DROP and ALTER DATABASE beside workers.
 *
 * A worker per database is a session like any other: it would make these statements fail ("is being accessed by
 * other users"), and one in template1 would forbid every CREATE DATABASE.
 */
#include "loader.h"

#include "commands/dbcommands.h"
#include "commands/defrem.h"
#include "nodes/parsenodes.h"
#include "utils/timestamp.h"

#include "pauses.h"
#include "registry.h"
#include "survivor.h"

/* PostgreSQL itself waits five seconds more. Source: CountOtherDBBackends, src/backend/storage/ipc/procarray.c, REL_15_STABLE. */
#define WAIT_MS 5000

static const char *
template_of(CreatedbStmt *statement)
{
	ListCell   *cell;

	foreach(cell, statement->options)
	{
		DefElem    *option = lfirst(cell);

		if (strcmp(option->defname, "template") == 0 && option->arg != NULL)
			return defGetString(option);
	}
	return "template1";
}

static bool
moves_tablespace(AlterDatabaseStmt *statement)
{
	ListCell   *cell;

	foreach(cell, statement->options)
	{
		if (strcmp(((DefElem *) lfirst(cell))->defname, "tablespace") == 0)
			return true;
	}
	return false;
}

/* The database that the statement needs for itself, or NULL. */
static const char *
lonely_database(Node *statement)
{
	if (IsA(statement, CreatedbStmt))
		return template_of((CreatedbStmt *) statement);
	if (IsA(statement, DropdbStmt))
		return ((DropdbStmt *) statement)->dbname;
	if (IsA(statement, RenameStmt) && ((RenameStmt *) statement)->renameType == OBJECT_DATABASE)
		return ((RenameStmt *) statement)->subname;
	if (IsA(statement, AlterDatabaseStmt) && moves_tablespace((AlterDatabaseStmt *) statement))
		return ((AlterDatabaseStmt *) statement)->dbname;
	return NULL;
}

static bool
has_workers(Oid database)
{
	for (int i = 0; i < WORKER_SLOTS; i++)
	{
		if (survivor->workers[i].database == database && worker_is_alive(&survivor->workers[i]))
			return true;
	}
	return false;
}

static bool
begin_pause(Oid database)
{
	int			slot;
	bool		begun = false;

	lock_registry(LW_EXCLUSIVE);
	slot = find_database(database, false);
	for (int i = 0; slot >= 0 && !begun && i < MOST_PAUSERS; i++)
	{
		if (registry->database[slot].pausers[i] == 0)
		{
			registry->database[slot].pausers[i] = MyProcPid;
			begun = true;
		}
	}
	unlock_registry();
	return begun;
}

Oid
pause_database_for(Node *statement)
{
	const char *name = lonely_database(statement);
	Oid			database = name ? get_database_oid(name, true) : InvalidOid;

	if (!OidIsValid(database) || !begin_pause(database))
		return InvalidOid;
	PG_TRY();
	{
		wake_launcher();
		for (int waited_ms = 0; has_workers(database) && waited_ms < WAIT_MS; waited_ms += 5)
		{
			CHECK_FOR_INTERRUPTS();
			pg_usleep(5000L);
		}
	}
	PG_CATCH();
	{
		end_pause(database);
		PG_RE_THROW();
	}
	PG_END_TRY();
	return database;
}

void
end_pause(Oid database)
{
	int			slot;

	if (!OidIsValid(database))
		return;
	lock_registry(LW_EXCLUSIVE);
	slot = find_database(database, false);
	for (int i = 0; slot >= 0 && i < MOST_PAUSERS; i++)
	{
		if (registry->database[slot].pausers[i] == MyProcPid)
			registry->database[slot].pausers[i] = 0;
	}
	unlock_registry();
	wake_launcher();
}
