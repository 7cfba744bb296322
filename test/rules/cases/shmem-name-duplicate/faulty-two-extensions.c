-- one/one.control --
default_version = '1.0'
module_pathname = '$libdir/one'
-- one/one.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
#define SHARED_QUEUE "queue:1.0:jobs"
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, SHARED_QUEUE, 128, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
void *one_queue(void) { return dynpgext_lookup_shmem(SHARED_QUEUE); }
-- two/two.control --
default_version = '1.0'
module_pathname = '$libdir/two'
-- two/two.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
#define SHARED_QUEUE "queue:1.0:jobs"
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, SHARED_QUEUE, 128, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^^^^^^^^ also allocated by one
}
void *two_queue(void) { return dynpgext_lookup_shmem(SHARED_QUEUE); }
