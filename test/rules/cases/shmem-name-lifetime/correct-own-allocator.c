#include "postgres.h"
#include "fmgr.h"
#include "own_names.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Entry { const char *name; struct Entry *next; } Entry;

static void
share_all(const dynpgext_handle *handle, Entry *first)
{
	for (Entry *entry = first; entry; entry = entry->next)
		handle->allocate_shmem(handle, entry->name, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	Entry		second = {"own:1.0:second", NULL};
	Entry		first = {.name = "own:1.0:first", .next = &second};
	char		buffer[64];
	const char *name;

	/* the list is on the stack, the names in it are not */
	share_all(handle, &first);
	name = own_interned_name(buffer, sizeof(buffer));
	handle->allocate_shmem(handle, name, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(own_has);
Datum
own_has(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem(PG_GETARG_CSTRING(0)) != NULL);
}
