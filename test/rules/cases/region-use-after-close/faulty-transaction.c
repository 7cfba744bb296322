#include "postgres.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "access/xact.h"
#include "commands/dbcommands.h"
#include "executor/spi.h"
#include "utils/snapmgr.h"

PG_MODULE_MAGIC;
void worker_main(Datum arg);
void count_again(MemoryContext keep);

void
worker_main(Datum arg)
{
	char	   *db;

	StartTransactionCommand();
	PushActiveSnapshot(GetTransactionSnapshot());
	db = get_database_name(MyDatabaseId);
	PopActiveSnapshot();
	CommitTransactionCommand();
	elog(LOG, "connected to %s", db);
	//                           ^^ `db` is passed to elog after CommitTransactionCommand closed the transaction's context
}

static char *
task_name(int n)
{
	return psprintf("task %d", n);
}

void
count_again(MemoryContext keep)
{
	for (;;)
	{
		char	   *name = NULL;
		char	   *kept;
		MemoryContext old;

		StartTransactionCommand();
		SPI_connect();
		SPI_execute("SELECT 1", true, 1);
		old = MemoryContextSwitchTo(keep);
		kept = pstrdup("kept");
		MemoryContextSwitchTo(old);
		SPI_finish();
		name = task_name(1);
		if (strcmp(name, "stop") == 0)
		{
			AbortCurrentTransaction();
			return;
		}
		CommitTransactionCommand();
		elog(LOG, "%s", kept);
		elog(LOG, "%s is done", name);
		//                      ^^^^ after CommitTransactionCommand closed
	}
}
