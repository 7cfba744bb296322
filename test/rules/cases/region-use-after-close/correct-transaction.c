#include "postgres.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "access/xact.h"
#include "commands/dbcommands.h"
#include "executor/spi.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

PG_MODULE_MAGIC;
void worker_main(Datum arg);
void joined(char *given);
void in_block(void);
void of_caller(void);
void again(void);
char *maybe(bool needs);

/* Kept in a context that outlives the transaction, in each of the ways that people write it. */
void
worker_main(Datum arg)
{
	MemoryContext before = CurrentMemoryContext;
	MemoryContext old;
	char	   *db;
	char	   *user;
	char	   *host;

	StartTransactionCommand();
	db = MemoryContextStrdup(TopMemoryContext, get_database_name(MyDatabaseId));
	old = MemoryContextSwitchTo(TopMemoryContext);
	user = pstrdup("me");
	MemoryContextSwitchTo(old);
	MemoryContextSwitchTo(before);
	host = pstrdup("here");
	CommitTransactionCommand();
	elog(LOG, "%s %s %s", db, user, host);
}

/* Transactions of a caller that may be there already. */
void
joined(char *given)
{
	bool		started = false;
	char	   *name;

	if (!IsTransactionState())
	{
		StartTransactionCommand();
		started = true;
	}
	name = pstrdup(given);
	if (!started)
		elog(LOG, "%s", name);
	if (started)
		CommitTransactionCommand();
	elog(LOG, "%s", given);
}

/* In a transaction block the command is committed, the transaction goes on. */
void
in_block(void)
{
	char	   *name;

	StartTransactionCommand();
	BeginTransactionBlock();
	name = pstrdup("a");
	CommitTransactionCommand();
	elog(LOG, "%s", name);
}

/* The caller's transaction may be one block of many commands. */
void
of_caller(void)
{
	char	   *name = MemoryContextStrdup(TopTransactionContext, "a");
	char	   *other = pstrdup("b");

	CommitTransactionCommand();
	StartTransactionCommand();
	elog(LOG, "%s %s", name, other);
	CommitTransactionCommand();
}

/* Made anew in the next transaction. */
void
again(void)
{
	char	   *name;

	StartTransactionCommand();
	name = pstrdup("a");
	elog(LOG, "%s", name);
	CommitTransactionCommand();
	StartTransactionCommand();
	name = pstrdup("b");
	elog(LOG, "%s", name);
	CommitTransactionCommand();
	name = NULL;
}

char *
maybe(bool needs)
{
	char	   *name;

	if (needs)
		StartTransactionCommand();
	name = pstrdup("a");
	if (needs)
	{
		CommitTransactionCommand();
		return NULL;
	}
	return name;
}
