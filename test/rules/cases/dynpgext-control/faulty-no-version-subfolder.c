-- ext/one/one.control --
module_pathname = 'one'
# <--------------- The control file of one has module_pathname but no default_version
-- ext/one/one.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(look);
Datum look(PG_FUNCTION_ARGS) { PG_RETURN_BOOL(dynpgext_lookup_shmem("two:1:x") != NULL); }
-- ext/two/two.control --
comment = 'names no library'
# <---------------------------- has no module_pathname
default_version = '1'
-- ext/two/two.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "two:1:x", 8, NULL, NULL, 0);
}
