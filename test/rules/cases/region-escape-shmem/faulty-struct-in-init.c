#include "postgres.h"
#include "fmgr.h"
#include "storage/ipc.h"
#include "storage/lwlock.h"
#include "storage/shmem.h"

PG_MODULE_MAGIC;

typedef struct Shared { int n; char *owner; } Shared;

static Shared *shared = NULL;

void startup(void);

void
startup(void)
{
	bool		found;

	LWLockAcquire(AddinShmemInitLock, LW_EXCLUSIVE);
	shared = ShmemInitStruct("example", sizeof(Shared), &found);
	if (!found)
	{
		shared->n = 0;
		shared->owner = psprintf("process %d", 1);
		// <----------------------------------------- `shared->owner` is in shared memory
	}
	LWLockRelease(AddinShmemInitLock);
}
