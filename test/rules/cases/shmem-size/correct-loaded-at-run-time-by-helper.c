#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define PRELOAD false

static bool
at_server_start(void)
{
	return PRELOAD;
}

PGDLLEXPORT bool
_Dynpgext_eager_preload(void)
{
	bool		result = at_server_start();

	return result;
}

static int *counters;

static void
clear(void *ptr, void *data)
{
	*(int *) ptr = 0;
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "later:1.0:counters", 64 * 1024 * 1024, clear, NULL, DYNPGEXT_SCOPE_GLOBAL);
	counters = dynpgext_lookup_shmem("later:1.0:counters");
}

int
later_first(void)
{
	return counters == NULL ? 0 : counters[0];
}
