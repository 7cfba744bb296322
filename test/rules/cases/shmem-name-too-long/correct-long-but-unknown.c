#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define LONG "metrics:2.0:uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu"

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	/* a prefix of the long text, as long as somebody configures */
	handle->allocate_shmem(handle, pnstrdup(LONG, configured_length()), 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	/* the text of a message, no name */
	elog(DEBUG1, "%s", LONG);
#if 0
	handle->allocate_shmem(handle, LONG "_", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
#endif
}
