#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Cell { pg_atomic_uint32 value; int plain; } Cell;

static void init_cell(void *ptr, void *data) { pg_atomic_init_u32(&((Cell *) ptr)->value, 0); ((Cell *) ptr)->plain = 0; }

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "cells:1:one", sizeof(Cell), init_cell, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

static void
bump(Cell *cell, int by)
{
	cell->plain += by;
	// <----------- without a NULL check
}

void
cell_touch(int by)
{
	if (by > 0)
	{
		void *raw;
		int copy = by; // kept

		raw = dynpgext_lookup_shmem("cells:1:one");
		bump(raw, copy);
	}
}
