#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define NAME "either:1.0:state"

typedef struct Small { int a; } Small;
typedef struct Large { int a[64]; } Large;

static void init_large(void *ptr, void *data) { memset(ptr, 0, sizeof(Large)); }

static bool wants_large;

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	const char *mode = GetConfigOption("either.mode", true, false);

	if (wants_large)
		handle->allocate_shmem(handle, NAME, sizeof(Large), init_large, NULL, DYNPGEXT_SCOPE_GLOBAL);
	else
		handle->allocate_shmem(handle, NAME, sizeof(Small), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);

	switch (mode ? mode[0] : 'a')
	{
		case 'a':
			handle->allocate_shmem(handle, "either:1.0:mode", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
			break;
		case 'b':
			handle->allocate_shmem(handle, "either:1.0:mode", 16, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
			break;
		default:
			handle->allocate_shmem(handle, "either:1.0:mode", 24, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	}
	if (mode == NULL)
	{
		handle->allocate_shmem(handle, "either:1.0:rest", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
		return;
	}
#if PG_VERSION_NUM >= 160000
	handle->allocate_shmem(handle, NAME "2", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
#else
	handle->allocate_shmem(handle, NAME "2", 16, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
#endif
	handle->allocate_shmem(handle, "either:1.0:rest", 16, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void *
find(int which)
{
	return which == 0 ? dynpgext_lookup_shmem(NAME) : which == 1 ? dynpgext_lookup_shmem("either:1.0:mode")
		: which == 2 ? dynpgext_lookup_shmem("either:1.0:rest") : dynpgext_lookup_shmem(NAME "2");
}
