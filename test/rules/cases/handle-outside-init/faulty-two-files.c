-- Makefile --
MODULE_big = parts
OBJS = main.o share.o sql.o
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- parts.h --
#include "dynpgext.h"
extern const dynpgext_handle *parts_loader;
#define SHARE(name) parts_loader->allocate_shmem(parts_loader, name, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL)
extern void share_part(const dynpgext_handle *handle, const char *name);
-- main.c --
#include "postgres.h"
#include "fmgr.h"
#include "parts.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
const dynpgext_handle *parts_loader;
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	parts_loader = handle;
	share_part(handle, "p:1:a");
}
-- share.c --
#include "postgres.h"
#include "parts.h"
void
share_part(const dynpgext_handle *handle, const char *name)
{
	handle->allocate_shmem(handle, name, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
-- sql.c --
#include "postgres.h"
#include "fmgr.h"
#include "parts.h"
PG_FUNCTION_INFO_V1(add_part);
Datum
add_part(PG_FUNCTION_ARGS)
{
	share_part(parts_loader, "p:1:b");
	// <--------------------------------- allocate_shmem in share_part, called here, does nothing
	PG_RETURN_VOID();
}
PG_FUNCTION_INFO_V1(add_other);
Datum
add_other(PG_FUNCTION_ARGS)
{
	SHARE("p:1:c");
	// <-------------- in add_other does nothing
	PG_RETURN_VOID();
}
