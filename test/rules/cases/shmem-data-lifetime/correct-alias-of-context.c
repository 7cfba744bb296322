#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void first_int(void *ptr, void *data) { *(int *) ptr = ((int *) data)[0]; }

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	MemoryContext keep = AllocSetContextCreate(TopMemoryContext, "keep", ALLOCSET_SMALL_SIZES);
	MemoryContext scratch = AllocSetContextCreate(keep, "scratch", ALLOCSET_SMALL_SIZES);
	int		   *numbers;
	MemoryContext before = MemoryContextSwitchTo(scratch);
	int		   *thrown_away = palloc0(64);

	MemoryContextSwitchTo(keep);
	numbers = palloc_array(int, 16);
	numbers[0] = thrown_away[0];
	handle->allocate_shmem(handle, "alias:1.0:a", sizeof(int), first_int, numbers, DYNPGEXT_SCOPE_GLOBAL);
	MemoryContextSwitchTo(before);
	MemoryContextDelete(scratch);
	MemoryContextDeleteChildren(keep);
}

void *
find(void)
{
	return dynpgext_lookup_shmem("alias:1.0:a");
}
