#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define N_SHARDS 20

typedef struct Area
{
	const char *name;
	Size		size;
	int			scope;
} Area;

/* Each row alone counts: the large one is for the cluster, the small ones for each database. */
static const Area areas[] = {
	{"rows:1.0:log", 4 * 1024 * 1024, DYNPGEXT_SCOPE_GLOBAL},
	{"rows:1.0:state", 1024, DYNPGEXT_SCOPE_DATABASE_LOCAL},
	{"rows:1.0:cache", 1024 * 1024, DYNPGEXT_SCOPE_DATABASE_LOCAL},
	{NULL, 0, 0}
};

static char shard_name[N_SHARDS][NAMEDATALEN];

static void
clear(void *ptr, void *data)
{
}

static void
allocate(const dynpgext_handle *handle, const Area *area)
{
	handle->allocate_shmem(handle, area->name, area->size, clear, NULL, area->scope);
	//                                         ^^^^^^^^^^ "rows:1.0:cache" times 32 databases are 33,554,432
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	const Area *area;
	int			i;

	for (area = areas; area->name != NULL; area++)
		allocate(handle, area);

	for (i = 0; i < N_SHARDS; i++)
	{
		snprintf(shard_name[i], NAMEDATALEN, "rows:1.0:shard:%d", i);
		handle->allocate_shmem(handle, shard_name[i], 1024 * 1024, clear, NULL, DYNPGEXT_SCOPE_GLOBAL);
		//                                            ^^^^^^^^^^^ take 25,198,592 bytes together
	}
}

bool
rows_is_ready(const char *name)
{
	return dynpgext_lookup_shmem(name) != NULL;
}
