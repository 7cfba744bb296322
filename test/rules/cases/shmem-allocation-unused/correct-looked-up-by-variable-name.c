#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define SLOT_NAME "slots:1.0:slot%d"

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "slots:1.0:slot0", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "slots:1.0:slot1", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(slot_is_there);
Datum
slot_is_there(PG_FUNCTION_ARGS)
{
	char		name[NAMEDATALEN];

	snprintf(name, sizeof(name), SLOT_NAME, PG_GETARG_INT32(0));
	PG_RETURN_BOOL(dynpgext_lookup_shmem(name) != NULL);
}
