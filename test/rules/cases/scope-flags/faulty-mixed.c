#include "postgres.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

DYNPGEXT_MAGIC;

#define MY_SCOPE 1
#define EVERYWHERE (DYNPGEXT_SCOPE_GLOBAL | DYNPGEXT_SCOPE_DATABASE_LOCAL)

static void
share(const dynpgext_handle *handle, const char *name, int flags)
{
	handle->allocate_shmem(handle, name, 64, NULL, NULL, flags);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {0};
	int			flags;

	share(handle, "m:1:a", DYNPGEXT_SCOPE_GLOBAL | DYNPGEXT_SCOPE_DATABASE_LOCAL);
	//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ has no effect beside
	share(handle, "m:1:b", EVERYWHERE);
	//                     ^^^^^^^^^^ has no effect beside
	share(handle, "m:1:c", DYNPGEXT_SCOPE_GLOBAL | DYNPGEXT_REGISTER_BGWORKER_NOTIFY);
	//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ means nothing to allocate_shmem
	share(handle, "m:1:d", 1);
	//                     ^ The bare number 1 in the flags of allocate_shmem means DYNPGEXT_SCOPE_DATABASE_LOCAL
	share(handle, "m:1:e", MY_SCOPE);
	//                     ^^^^^^^^ The bare number 1
	flags = DYNPGEXT_REGISTER_BGWORKER_DEFAULTS;
	handle->allocate_shmem(handle, "m:1:f", 64, NULL, NULL, flags);
	//                                                      ^^^^^ belongs to register_bgworker
	handle->allocate_shmem(handle, "m:1:g", 64, NULL, NULL, 0x02);
	//                                                      ^^^^ is no flag that the interface knows
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_ALLOCATE_SHMEM_DEFAULTS);
	//                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ makes this worker global
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_REGISTER_BGWORKER_DEFAULTS | DYNPGEXT_SCOPE_GLOBAL);
	//                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this is database-local
	handle->register_bgworker(handle, &worker, NULL, NULL, 3);
	//                                                     ^ means DYNPGEXT_SCOPE_DATABASE_LOCAL | DYNPGEXT_REGISTER_BGWORKER_NOTIFY
}
