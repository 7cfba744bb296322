// options: {"settings": {"sharedMemoryBudgetBytes": 1000, "maxDatabases": 4}}
-- a/a.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "a:1:x", 600, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
void *a(void) { return dynpgext_lookup_shmem("a:1:x"); }
-- a/a.control --
default_version = '1'
-- b/b.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
#define BYTES 101
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "b:1:x", BYTES, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	//                                      ^^^^^ The allocations of 2 extensions of this workspace take 1,004 bytes
}
void *b(void) { return dynpgext_lookup_shmem("b:1:x"); }
-- b/b.control --
default_version = '1'
