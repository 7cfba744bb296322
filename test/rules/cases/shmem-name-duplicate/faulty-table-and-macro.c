#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define SHARE(what, type) \
	handle->allocate_shmem(handle, "parts:1.0:" what, sizeof(type), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL)

typedef struct
{
	const char *name;
	int			flags;
} Part;

static Part parts[] = {
	{"parts:1.0:left", DYNPGEXT_SCOPE_GLOBAL},
	{"parts:1.0:right", DYNPGEXT_SCOPE_GLOBAL},
	{"parts:1.0:left", DYNPGEXT_SCOPE_GLOBAL},
//^^^^^^^^^^^^^^^^ already allocated
};

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	int i;

	SHARE("clock", int64);
	if (extra_clock)
	{
		SHARE("clock", int32);
		//    ^^^^^^^ already allocated with another size
	}
	for (i = 0; i < 3; i++)
		handle->allocate_shmem(handle, parts[i].name, 8, NULL, NULL, parts[i].flags);
}

void *
part(int i)
{
	return i < 0 ? dynpgext_lookup_shmem("parts:1.0:clock") : dynpgext_lookup_shmem(parts[i].name);
}
