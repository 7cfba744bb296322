#include "postgres.h"
#include "fmgr.h"
#include "omni/omni_v0.h"

PG_MODULE_MAGIC;
OMNI_MAGIC;
OMNI_MODULE_INFO(.name = "other", .version = "1.0", .identity = "f0000000-0000-0000-0000-000000000001");

static void init_it(const omni_handle *handle, void *ptr, void *data, bool allocated)
{
	if (allocated)
		*(int *) ptr = *(int *) data;
}

/* omni calls the callback before it returns */
void
_Omni_init(const omni_handle *handle)
{
	int			initial = 1;
	bool		found;
	int		   *ptr = handle->allocate_shmem(handle, "other:1.0:x", sizeof(int), init_it, &initial, &found);

	Assert(ptr != NULL);
}
