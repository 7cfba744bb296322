#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "storage/shmem.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

typedef struct Queue { List *items; } Queue;

void enqueue(int n);

void
enqueue(int n)
{
	bool		found;
	Queue	   *queue = ShmemInitStruct("queue", sizeof(Queue), &found);
	MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);

	queue->items = list_make1_int(n);
	// <-------------------------------- memory of this process
	MemoryContextSwitchTo(old);
}
