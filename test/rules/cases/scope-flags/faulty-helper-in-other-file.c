-- shared.h --
#include "dynpgext.h"
extern void share(const dynpgext_handle *handle, const char *name, dynpgext_allocate_shmem_flags scope);
-- shared.c --
#include "postgres.h"
#include "shared.h"
void
share(const dynpgext_handle *handle, const char *name, dynpgext_allocate_shmem_flags scope)
{
	const dynpgext_allocate_shmem_flags flags = scope | 1;

	handle->allocate_shmem(handle, name, 8, NULL, NULL, flags);
	//                                                  ^^^^^ The bare number 1
}
-- main.c --
#include "postgres.h"
#include "fmgr.h"
#include "shared.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	share(handle, "s:1:a", 0);
}
-- s.control --
default_version = '1'
module_pathname = 's'
