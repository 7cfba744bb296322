#include "postgres.h"
#include "fmgr.h"
#include "access/xact.h"
#include "catalog/pg_authid.h"
#include "commands/dbcommands.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

PG_MODULE_MAGIC;
char *database_of(Oid oid);
List *databases(MemoryContext result);

char *
database_of(Oid oid)
{
	MemoryContext caller = CurrentMemoryContext;
	char	   *name;

	StartTransactionCommand();
	name = get_database_name(oid);
	if (name != NULL)
		name = MemoryContextStrdup(caller, name);
	CommitTransactionCommand();
	MemoryContextSwitchTo(caller);
	return name;
}

List *
databases(MemoryContext result)
{
	List	   *names = NIL;
	int			i;

	StartTransactionCommand();
	for (i = 0; i < 3; i++)
	{
		MemoryContext old = MemoryContextSwitchTo(result);

		names = lappend(names, psprintf("db%d", i));
		MemoryContextSwitchTo(old);
	}
	CommitTransactionCommand();
	return names;
}
