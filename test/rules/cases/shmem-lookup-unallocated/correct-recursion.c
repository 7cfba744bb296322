#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static const char *const names[] = {"shop:0.1:a", "shop:0.1:b", "shop:0.1:c"};

static void
allocate(const dynpgext_handle *handle, const char *name)
{
	handle->allocate_shmem(handle, name, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

static void
allocate_down_from(const dynpgext_handle *handle, int n)
{
	if (n < 0)
		return;
	allocate(handle, names[n]);
	allocate_down_from(handle, n - 1);
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	allocate_down_from(handle, 2);
}

bool
shop_is_there(void)
{
	return dynpgext_lookup_shmem("shop:0.1:b") != NULL;
}
