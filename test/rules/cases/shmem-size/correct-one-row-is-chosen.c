#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Area
{
	const char *name;
	Size		size;
	int			scope;
} Area;

static const Area areas[] = {
	{"rows:1.0:small", 64 * 1024, DYNPGEXT_SCOPE_DATABASE_LOCAL},
	{"rows:1.0:medium", 8 * 1024 * 1024, DYNPGEXT_SCOPE_GLOBAL},
	{"rows:1.0:large", 12 * 1024 * 1024, DYNPGEXT_SCOPE_GLOBAL},
};

int			rows_choice = 0;

static void
clear(void *ptr, void *data)
{
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	int			i;

	for (i = 0; i < lengthof(areas); i++)
	{
		if (i != rows_choice)
			continue;
		handle->allocate_shmem(handle, areas[i].name, areas[i].size, clear, NULL, areas[i].scope);
		break;
	}
}

bool
rows_is_ready(void)
{
	return dynpgext_lookup_shmem(areas[rows_choice].name) != NULL;
}
