-- shared.h --
#ifndef SHARED_H
#define SHARED_H
#include "dynpgext.h"
typedef struct Shared { int generation; } Shared;
#define SHARED_NAME "gen:3:shared"
Shared *shared_state(void);
void start_everything(const dynpgext_handle *handle);
#endif
-- shared.c --
#include "postgres.h"
#include "shared.h"

Shared *
shared_state(void)
{
	Shared *state = dynpgext_lookup_shmem(SHARED_NAME);
	//              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ crashes at start

	if (state == NULL)
		elog(ERROR, "no memory");
	return state;
}
-- start.c --
#include "postgres.h"
#include "shared.h"

static void
reset_generation(void)
{
	shared_state()->generation = 0;
}

void
start_everything(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, SHARED_NAME, sizeof(Shared), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	reset_generation();
}
-- init.c --
#include "postgres.h"
#include "fmgr.h"
#include "shared.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	start_everything(handle);
}
