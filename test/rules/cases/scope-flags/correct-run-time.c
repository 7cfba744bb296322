#include "postgres.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"
#include "utils/guc.h"
DYNPGEXT_MAGIC;
static int scope_setting = 1;
extern int choose_scope(const char *name);
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	int flags = 0;
	DefineCustomIntVariable("c.scope", "Scope.", NULL, &scope_setting, 1, 0, 1, PGC_POSTMASTER, 0, NULL, NULL, NULL);
	handle->allocate_shmem(handle, "c:1:a", 64, NULL, NULL, scope_setting);
	handle->allocate_shmem(handle, "c:1:b", 64, NULL, NULL, choose_scope("b"));
	if (choose_scope("c") != DYNPGEXT_SCOPE_GLOBAL)
		flags |= DYNPGEXT_SCOPE_DATABASE_LOCAL;
	handle->allocate_shmem(handle, "c:1:c", 64, NULL, NULL, flags);
}
