#include "postgres.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

DYNPGEXT_MAGIC;

enum Scope {EVERYWHERE = 0, PER_DATABASE = 1};
#define MY_FLAGS DYNPGEXT_SCOPE_DATABASE_LOCAL
#define NO_FLAGS 0

static void wait_for(BackgroundWorkerHandle *worker, void *data) {}

static void
share(const dynpgext_handle *handle, const char *name, bool per_database)
{
	int			flags = per_database ? DYNPGEXT_SCOPE_DATABASE_LOCAL : DYNPGEXT_SCOPE_GLOBAL;

	handle->allocate_shmem(handle, name, 64, NULL, NULL, flags);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {0};
	int			flags = DYNPGEXT_SCOPE_DATABASE_LOCAL | DYNPGEXT_REGISTER_BGWORKER_NOTIFY;

	share(handle, "c:1:a", true);
	share(handle, "c:1:b", false);
	handle->allocate_shmem(handle, "c:1:c", 64, NULL, NULL, 0);
	handle->allocate_shmem(handle, "c:1:d", 64, NULL, NULL, NO_FLAGS);
	handle->allocate_shmem(handle, "c:1:e", 64, NULL, NULL, MY_FLAGS);
	handle->allocate_shmem(handle, "c:1:f", 64, NULL, NULL, PER_DATABASE);
	handle->allocate_shmem(handle, "c:1:g", 64, NULL, NULL, DYNPGEXT_ALLOCATE_SHMEM_DEFAULTS);
	handle->allocate_shmem(handle, "c:1:h", 64, NULL, NULL, flags & DYNPGEXT_SCOPE_DATABASE_LOCAL);
	handle->allocate_shmem(handle, "c:1:i", 64, NULL, NULL, flags & ~2);
	handle->register_bgworker(handle, &worker, wait_for, NULL, flags);
	handle->register_bgworker(handle, &worker, wait_for, NULL, DYNPGEXT_REGISTER_BGWORKER_DEFAULTS | DYNPGEXT_REGISTER_BGWORKER_NOTIFY);
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL | 0);
}
