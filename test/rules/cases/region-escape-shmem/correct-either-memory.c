#include "postgres.h"
#include "fmgr.h"
#include "storage/shmem.h"

PG_MODULE_MAGIC;

typedef struct Counter { int *values; int n; } Counter;

static Counter *counter = NULL;

void setup(bool preloaded);

/* Without preloading the counters are private: then private pointers are right. */
void
setup(bool preloaded)
{
	bool		found;

	if (preloaded)
		counter = ShmemInitStruct("counter", sizeof(Counter) + 8 * sizeof(int), &found);
	else
		counter = palloc0(sizeof(Counter));
	counter->n = 8;
	if (preloaded)
		counter->values = (int *) (counter + 1);
	else
		counter->values = palloc0(8 * sizeof(int));
}
