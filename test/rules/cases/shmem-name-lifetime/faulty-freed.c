-- names.h --
#pragma once
#include "postgres.h"
#include "dynpgext.h"
extern char *full_name(const char *part);
extern void forget(char *name);
-- names.c --
#include "names.h"
char *
full_name(const char *part)
{
	return psprintf("free:%s:%s", "1.0", part);
}
void
forget(char *name)
{
	if (name)
		pfree(name);
}
-- init.c --
#include "names.h"
#include "fmgr.h"
#include "utils/memutils.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void
in_own_context(const dynpgext_handle *handle)
{
	MemoryContext names = AllocSetContextCreate(TopMemoryContext, "names", ALLOCSET_SMALL_SIZES);
	MemoryContext inner = AllocSetContextCreate(names, "inner", ALLOCSET_SMALL_SIZES);
	MemoryContext before = MemoryContextSwitchTo(inner);
	char	   *name = pstrdup("free:1.0:context");

	handle->allocate_shmem(handle, name, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^ memory of pstrdup that goes with MemoryContextDelete
	MemoryContextSwitchTo(before);
	handle->allocate_shmem(handle, MemoryContextStrdup(names, "free:1.0:other"), 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ memory of MemoryContextStrdup that goes with
	MemoryContextDelete(names);
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	char	   *name = full_name("freed");

	handle->allocate_shmem(handle, name, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^ memory of psprintf that is freed
	in_own_context(handle);
	forget(name);
}

void *
find(int i)
{
	return i == 0 ? dynpgext_lookup_shmem("free:1.0:freed") : i == 1 ? dynpgext_lookup_shmem("free:1.0:context")
		: dynpgext_lookup_shmem("free:1.0:other");
}
