#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void
share(const dynpgext_handle *handle, const char *group, int number)
{
	char	   *name = psprintf("groups:1.0:%s%d", group, number);

	handle->allocate_shmem(handle, name, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	share(handle, "red", 1);
	share(handle, "red", 2);
	for (int i = 0; i < 8; i++)
		share(handle, "green", i);
	/* "groups:1.0:green1" is one of them, at run time */
	handle->allocate_shmem(handle, "groups:1.0:Green1", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(group_is_shared);
Datum
group_is_shared(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem(text_to_cstring(PG_GETARG_TEXT_PP(0))) != NULL);
}
