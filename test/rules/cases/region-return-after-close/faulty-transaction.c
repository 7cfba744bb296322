#include "postgres.h"
#include "fmgr.h"
#include "access/xact.h"
#include "commands/dbcommands.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
char *database_of(Oid oid);
char *kept_in_the_transaction(void);

char *
database_of(Oid oid)
{
	char	   *name;

	StartTransactionCommand();
	name = get_database_name(oid);
	CommitTransactionCommand();
	return name;
	//     ^^^^ `name` is returned after CommitTransactionCommand closed the transaction's context
}

char *
kept_in_the_transaction(void)
{
	char	   *name;

	StartTransactionCommand();
	name = MemoryContextStrdup(TopTransactionContext, "a");
	CommitTransactionCommand();
	return name;
	//     ^^^^ `name` is returned after CommitTransactionCommand closed TopTransactionContext
}
