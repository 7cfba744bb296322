#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
#include "lib/stringinfo.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static char file_level[NAMEDATALEN];
static const struct { char name[32]; } rows[] = {{"kept:1.0:r1"}, {"kept:1.0:r2"}};

static const char *
named(int i)
{
	static char names[4][NAMEDATALEN];

	snprintf(names[i], NAMEDATALEN, "kept:1.0:%d", i);
	return names[i];
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	static char local[NAMEDATALEN] = "kept:1.0:local";
	char		scratch[NAMEDATALEN];
	char	   *copy;
	char	   *unused = psprintf("kept:1.0:%s", "unused");
	StringInfoData buffer;
	MemoryContext names = AllocSetContextCreate(TopMemoryContext, "names", ALLOCSET_SMALL_SIZES);
	MemoryContext scratch_context = AllocSetContextCreate(TopMemoryContext, "scratch", ALLOCSET_SMALL_SIZES);
	MemoryContext before = MemoryContextSwitchTo(names);

	handle->allocate_shmem(handle, psprintf("kept:1.0:%s", "context"), 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	MemoryContextSwitchTo(before);
	MemoryContextDelete(scratch_context);

	snprintf(file_level, sizeof(file_level), "kept:%s:file", "1.0");
	handle->allocate_shmem(handle, file_level, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, local, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	for (int i = 0; i < 4; i++)
		handle->allocate_shmem(handle, named(i), 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	for (int i = 0; i < lengthof(rows); i++)
		handle->allocate_shmem(handle, rows[i].name, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);

	snprintf(scratch, sizeof(scratch), "kept:%s:copy", "1.0");
	copy = pstrdup(scratch);
	handle->allocate_shmem(handle, copy, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, strdup(scratch), 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	pfree(unused);

	initStringInfo(&buffer);
	appendStringInfo(&buffer, "kept:1.0:%s", handle->name);
	handle->allocate_shmem(handle, buffer.data, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, handle->library_name, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(kept_has);
Datum
kept_has(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem(PG_GETARG_CSTRING(0)) != NULL);
}
