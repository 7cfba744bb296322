#include "postgres.h"
#include "fmgr.h"
#include "storage/shmem.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

typedef struct State { char *name; int n; } State;

static State *shared_state;
static State *local_state;

void attach(void);

void
attach(void)
{
	bool		found;

	shared_state = ShmemInitStruct("state", sizeof(State), &found);
	local_state = MemoryContextAllocZero(TopMemoryContext, sizeof(State));
	memcpy(local_state, shared_state, sizeof(State));
	local_state->name = MemoryContextStrdup(TopMemoryContext, "mine");
	shared_state->name = NULL;
}
