#include "postgres.h"
#include "fmgr.h"
#include "omni/omni_v0.h"

PG_MODULE_MAGIC;
OMNI_MAGIC;

void
_Omni_init(const omni_handle *handle)
{
	bool		found;

	handle->allocate_shmem(handle, "metrics:2.0:oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo", 64, NULL, NULL, &found);
}
