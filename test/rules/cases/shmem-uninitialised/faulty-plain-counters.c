-- shared.h --
#include "dynpgext.h"
#define SHARED "hits:4.2:" "shared"
typedef struct Slot { Oid relation; int64 hits; } Slot;
typedef struct Shared { slock_t mutex; int64 total; bool ready; Slot slots[8]; } Shared;
Shared *shared(void);
-- init.c --
#include "postgres.h"
#include "fmgr.h"
#include "shared.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void
allocate(const dynpgext_handle *handle, void (*initialise)(void *, void *))
{
	handle->allocate_shmem(handle, SHARED, sizeof(Shared), initialise, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	allocate(handle, NULL);
}
-- use.c --
#include "postgres.h"
#include "shared.h"

Shared *
shared(void)
{
	Shared *result = dynpgext_lookup_shmem(SHARED);

	if (!result)
		elog(ERROR, "no shared memory");
	return result;
}

void
count_hit(Oid relation, int slot)
{
	Shared *s = shared();

	SpinLockAcquire(&s->mutex);
	//              ^^^^^^^^^ nothing initialises mutex
	if (!s->ready)
	//   ^^^^^^^^ nothing initialises ready
		elog(DEBUG1, "not ready");
	s->total += 1;
	// <-------- nothing initialises total
	s->slots[slot].relation = relation;
	s->slots[slot].hits++;
	// <------------------- nothing initialises slots[].hits
	SpinLockRelease(&s->mutex);
}

Oid
hit_relation(void)
{
	return shared()->slots[0].relation;
}
