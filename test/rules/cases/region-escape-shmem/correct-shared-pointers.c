#include "postgres.h"
#include "fmgr.h"
#include "storage/lwlock.h"
#include "storage/shmem.h"

PG_MODULE_MAGIC;

typedef struct Table { int *rows; LWLock *lock; struct Table *self; } Table;

void lay_out(int n);

void
lay_out(int n)
{
	bool		found;
	Table	   *table = ShmemInitStruct("table", sizeof(Table), &found);

	if (!found)
	{
		table->rows = ShmemInitStruct("rows", n * sizeof(int), &found);
		table->lock = &(GetNamedLWLockTranche("table"))->lock;
		table->self = table;
	}
}
