#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Pool
{
	void *(*allocate_shmem) (struct Pool *pool, const char *name, size_t size, void *a, void *b, int flags);
} Pool;

static Pool *pool;
static const char *library_name;

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	library_name = handle->library_name;
}

PG_FUNCTION_INFO_V1(pooled);
Datum
pooled(PG_FUNCTION_ARGS)
{
	pool->allocate_shmem(pool, "o:1:a", 8, NULL, NULL, 1);
	PG_RETURN_TEXT_P(cstring_to_text(library_name));
}
