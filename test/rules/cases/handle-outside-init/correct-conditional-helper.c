#include "postgres.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static const dynpgext_handle *loader;
static bool allocated = false;

static void *
get_memory(void)
{
	if (!allocated)
	{
		allocated = true;
		loader->allocate_shmem(loader, "c:1:a", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
		return NULL;
	}
	return dynpgext_lookup_shmem("c:1:a");
}

static void
share(void)
{
	if (!process_shared_preload_libraries_in_progress)
		return;
	loader->allocate_shmem(loader, "c:1:b", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	loader = handle;
	(void) get_memory();
	share();
}

PG_FUNCTION_INFO_V1(peek);
Datum
peek(PG_FUNCTION_ARGS)
{
	share();
	PG_RETURN_BOOL(get_memory() != NULL);
}
