#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

extern int configured_shards;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	static char other[NAMEDATALEN];

	for (int i = 0; i < configured_shards; i++)
		handle->allocate_shmem(handle, psprintf("shards:1.0:%d", i), 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	snprintf(other, sizeof(other), "%s:%s:index", handle->name, handle->version);
	handle->allocate_shmem(handle, other, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(shards_first);
Datum
shards_first(PG_FUNCTION_ARGS)
{
	int		   *first = dynpgext_lookup_shmem("shards:1.0:0");
	int		   *index = dynpgext_lookup_shmem("shards:1.0:index");
	int		   *any = dynpgext_lookup_shmem(text_to_cstring(PG_GETARG_TEXT_PP(0)));

	if (first == NULL || index == NULL || any == NULL)
		PG_RETURN_NULL();
	PG_RETURN_INT32(*first + *index + *any);
}
-- shards.control --
default_version = '1.0'
