#include "postgres.h"
#include "fmgr.h"
#include "storage/shmem.h"

PG_MODULE_MAGIC;

typedef struct Ops { const char *label; int (*weigh) (int); } Ops;

static int twice(int n) { return 2 * n; }
static const char *const labels[] = {"one", "two"};

void set_ops(int which);

/* The library is at the same address in all children of the postmaster. */
void
set_ops(int which)
{
	bool		found;
	Ops		   *ops = ShmemInitStruct("ops", sizeof(Ops), &found);

	ops->label = labels[which & 1];
	ops->weigh = twice;
	if (which < 0)
		ops->label = "none";
}
