#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Heap { Size used; char bytes[4096]; } Heap;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	char	   *name = psprintf("heap:1.0:%s", "bytes");

	handle->allocate_shmem(handle, name, sizeof(Heap), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(put_bytes);

Datum
put_bytes(PG_FUNCTION_ARGS)
{
	Heap	   *heap = dynpgext_lookup_shmem("heap:1.0:bytes");
	char	   *text = pstrdup(PG_GETARG_CSTRING(0));
	Size		length = strlen(text);
	char	   *target;

	if (heap == NULL)
		elog(ERROR, "not loaded");
	target = heap->bytes + heap->used;
	memcpy(target, text, length);
	heap->used += length;
	text = target;
	PG_RETURN_INT64((int64) heap->used);
}
