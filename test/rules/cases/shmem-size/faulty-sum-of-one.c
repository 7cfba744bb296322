#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Page { char bytes[BLCKSZ]; } Page;

static void
share_pages(const dynpgext_handle *h)
{
	h->allocate_shmem(h, "sum:1.0:pages", 1000 * sizeof(Page), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	share_pages(handle);
	handle->allocate_shmem(handle, "sum:1.0:local", 256 * 1024, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	handle->allocate_shmem(handle, "sum:1.0:rest", 100000, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                                             ^^^^^^ take 16,680,608 bytes together, more than the loader's 16,672,358
}

void *
find(int i)
{
	return i == 0 ? dynpgext_lookup_shmem("sum:1.0:pages") : i == 1 ? dynpgext_lookup_shmem("sum:1.0:local") : dynpgext_lookup_shmem("sum:1.0:rest");
}
