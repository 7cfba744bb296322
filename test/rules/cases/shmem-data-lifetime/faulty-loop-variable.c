#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct { const char *name; size_t size; } Area;
static const Area areas[] = {{"loop:1.0:a", 8}, {"loop:1.0:b", 16}};

static void number(void *ptr, void *data) { *(int *) ptr = *(int *) data; }

static void each(const dynpgext_handle *handle, const Area *area, int index)
{
	handle->allocate_shmem(handle,
						   area->name,
						   area->size,
						   number,
						   &index,
						 //^^^^^^ `index`, which lives on the stack
						   DYNPGEXT_SCOPE_GLOBAL);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	for (int i = 0; i < 2; i++)
		each(handle, &areas[i], i);
}

void *
area(int i)
{
	return dynpgext_lookup_shmem(areas[i].name);
}
