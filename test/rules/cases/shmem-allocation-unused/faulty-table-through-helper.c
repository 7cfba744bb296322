-- own.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static const struct { const char *name; Size size; } areas[] = {
	{"areas:0.9:north", 128},
	{"areas:0.9:south", 128},
//^^^^^^^^^^^^^^^^^ never looked up
};

static void
share(const dynpgext_handle *handle, const char *name, Size size)
{
	handle->allocate_shmem(handle, name, size, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	for (int i = 0; i < lengthof(areas); i++)
		share(handle, areas[i].name, areas[i].size);
	share(handle, "areas:0.9:west", 64);
	//            ^^^^^^^^^^^^^^^^ never looked up
}
-- own.control --
default_version = '0.9'
module_pathname = '$libdir/own'
-- reader/reader.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;

#define AREA(which) ("areas:0.9:" which)

void *
north(void)
{
	return dynpgext_lookup_shmem(AREA("north"));
}
-- reader/reader.control --
default_version = '0.1'
module_pathname = '$libdir/reader'
