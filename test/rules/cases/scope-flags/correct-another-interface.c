#include "postgres.h"
#include "omni/omni_v0.h"
/* was written for dynpgext.h once: DYNPGEXT_SCOPE_GLOBAL | DYNPGEXT_SCOPE_DATABASE_LOCAL */
OMNI_MAGIC;
static struct { void (*register_bgworker)(void *h, void *w, int flags); } other;
void
_Omni_init(const omni_handle *handle)
{
	bool found;
	handle->allocate_shmem(handle, "x:1:y", 1, NULL, NULL, &found);
	other.register_bgworker(&other, NULL, 3);
}
