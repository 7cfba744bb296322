-- hits.h --
#include "postgres.h"
#include "dynpgext.h"
#define STRING_(x) #x
#define STRING(x) STRING_(x)
#define HITS_MAJOR 1
#define HITS_MINOR 0
#define HITS_SHMEM(name) "hits:" STRING(HITS_MAJOR) "." STRING(HITS_MINOR) ":" #name

/* An accessor for each piece of shared memory. */
#define SHMEM_ACCESSOR(type, name) \
	static type *name##_memory; \
	static inline type * \
	get_##name(void) \
	{ \
		if (name##_memory == NULL) \
		{ \
			name##_memory = dynpgext_lookup_shmem(HITS_SHMEM(name)); \
			if (name##_memory == NULL) \
				elog(ERROR, "shared memory " #name " is missing"); \
		} \
		return name##_memory; \
	}

-- hits.control --
default_version = '1.0'
module_pathname = '$libdir/hits'

-- hits.c --
#include "hits.h"
#include "fmgr.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Hits
{
	pg_atomic_uint64 count;
} Hits;

SHMEM_ACCESSOR(Hits, total)

static void
clear_total(void *ptr, void *data)
{
	pg_atomic_init_u64(&((Hits *) ptr)->count, 0);
}

#define ALLOCATE(type, name) \
	handle->allocate_shmem(handle, HITS_SHMEM(name), sizeof(type), clear_##name, NULL, DYNPGEXT_SCOPE_GLOBAL)

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	ALLOCATE(Hits, total);
}

PG_FUNCTION_INFO_V1(hits_add);
Datum
hits_add(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) pg_atomic_fetch_add_u64(&get_total()->count, 1));
}
