#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct State { int turns; } State;

static State *state;
static State *other;

/* Every process is a child of the postmaster: what the callback stores there is at the same address in all of them. */
static void
keep(void *ptr, void *data)
{
	State	   *fresh = ptr;

	fresh->turns = 0;
	state = fresh;
}

static void
remember(State *fresh)
{
	other = fresh;
}

static void
hand_on(void *ptr, void *data)
{
	remember((State *) ptr);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "kept:1.0:state", sizeof(State), keep, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "kept:1.0:other", sizeof(State), hand_on, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

int
turns(void)
{
	return state->turns + other->turns;
}
