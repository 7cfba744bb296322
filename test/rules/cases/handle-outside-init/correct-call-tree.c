#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static const dynpgext_handle *loader;

static void share_a(void) { loader->allocate_shmem(loader, "c:1:a", 8, NULL, NULL, 0); }
static void share_b(void) { loader->allocate_shmem(loader, "c:1:b", 8, NULL, NULL, 0); }
static void share_c(const dynpgext_handle *h) { h->allocate_shmem(h, "c:1:c", 8, NULL, NULL, 0); }

static void (*const steps[]) (void) = {share_a, share_b};

#define SHARE_ALL(h) do { share_c(h); share_d(h); } while (0)

static void
share_d(const dynpgext_handle *h)
{
	share_e(h);
}

void
share_e(const dynpgext_handle *h)
{
	h->allocate_shmem(h, "c:1:e", 8, NULL, NULL, 0);
}

static void
later(void *ptr, void *data)
{
	const dynpgext_handle *handle = data;

	handle->allocate_shmem(handle, "c:1:nested", 8, NULL, NULL, 0);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	loader = handle;
	for (int i = 0; i < 2; i++)
		steps[i]();
	SHARE_ALL(handle);
	handle->allocate_shmem(handle, "c:1:f", 8, later, (void *) handle, 0);
}

/* called by another library, from its own _Dynpgext_init */
void
share_for_others(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "c:1:g", 8, NULL, NULL, 0);
}
