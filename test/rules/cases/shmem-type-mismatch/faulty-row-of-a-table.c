#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Head
{
	int			count;
} Head;

typedef struct Body
{
	int			count;
	char		text[100];
} Body;

static const struct
{
	const char *name;
	Size		size;
}			areas[] = {
	{"rows:1.0:head", sizeof(Head)},
	{"rows:1.0:body", sizeof(Body)},
};

static void
clear(void *ptr, void *data)
{
	*(int *) ptr = 0;
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	for (size_t i = 0; i < sizeof(areas) / sizeof(areas[0]); ++i)
		handle->allocate_shmem(handle, areas[i].name, areas[i].size, clear, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

int
rows_count(void)
{
	Body	   *head = dynpgext_lookup_shmem("rows:1.0:head");
	//              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ used as Body of 104 bytes
	Body	   *body = dynpgext_lookup_shmem("rows:1.0:body");

	return (head == NULL ? 0 : head->count) + (body == NULL ? 0 : body->count);
}
