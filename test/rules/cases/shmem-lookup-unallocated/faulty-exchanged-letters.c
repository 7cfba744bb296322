#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PG_FUNCTION_INFO_V1(q_state);

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "q:lock", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PGDLLEXPORT Datum
q_state(PG_FUNCTION_ARGS)
{
	int		   *state = dynpgext_lookup_shmem("q:lokc");
//                                      ^^^^^^^^ did you mean "q:lock"?

	PG_RETURN_INT32(state ? *state : 0);
}
