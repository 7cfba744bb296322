#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	for (int i = 0; i < 4; i++)
	{
		char	   *name = psprintf("maybe:1.0:%d", i);
		bool		is_wanted = GetConfigOption(name, true, false) != NULL;

		if (!is_wanted)
		{
			pfree(name);
			continue;
		}
		handle->allocate_shmem(handle, name, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	}
	{
		char	   *name = psprintf("maybe:1.0:%s", "last");

		if (handle->version[0] == '1')
			handle->allocate_shmem(handle, name, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
		else
			pfree(name);
	}
}

PG_FUNCTION_INFO_V1(maybe_has);
Datum
maybe_has(PG_FUNCTION_ARGS)
{
	char		name[NAMEDATALEN];

	/* a look-up may use any memory */
	snprintf(name, sizeof(name), "maybe:1.0:%d", PG_GETARG_INT32(0));
	PG_RETURN_BOOL(dynpgext_lookup_shmem(name) != NULL);
}
