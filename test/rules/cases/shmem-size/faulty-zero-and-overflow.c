-- layout.h --
#pragma once
#include "postgres.h"
#include "dynpgext.h"
typedef struct Slot { int64 key; char payload[56]; } Slot;
#define SLOTS 0
#define MANY ((Size) 1 << 60)
#define area_size(n) ((Size) (n) * sizeof(Slot))
-- area.c --
#include "layout.h"
#include "fmgr.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void
share(const dynpgext_handle *handle, const char *name, Size size, int scope)
{
	handle->allocate_shmem(handle, name, size, NULL, NULL, scope);
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	share(handle, "area:1.0:none", area_size(SLOTS), DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^^^^^^^^^^^^ Zero bytes are allocated for shared memory "area:1.0:none"
	share(handle, "area:1.0:many", MANY, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	//                             ^^^^ 1,152,921,504,606,846,976 bytes times 32 databases overflow
	share(handle, "area:1.0:less", sizeof(int) - sizeof(Slot), DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^^^^^^^^^^^^^^^^^^^^^^ is no size_t
	share(handle, "area:1.0:huge", 16 * 1024 * 1024, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^^^^^^^^^^^^ 16,777,216 bytes for shared memory "area:1.0:huge" exceed the loader's 16,672,358
}

void *
area(int i)
{
	return i ? dynpgext_lookup_shmem(i == 1 ? "area:1.0:many" : "area:1.0:none") : dynpgext_lookup_shmem(i == 3 ? "area:1.0:less" : "area:1.0:huge");
}
