#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define SHARE(name) handle->allocate_shmem(handle, name, 16, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL)

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	char		suffixed[NAMEDATALEN];
	const char *name = "branch:1.0:plain";

	if (handle->version[0] == '2')
	{
		snprintf(suffixed, NAMEDATALEN, "branch:%s:suffixed", handle->version);
		name = suffixed;
	}
	SHARE(name);
	//    ^^^^ `suffixed`, which lives on the stack
}

PG_FUNCTION_INFO_V1(branch_has);
Datum
branch_has(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem(PG_GETARG_CSTRING(0)) != NULL);
}
