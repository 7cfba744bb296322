#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Setup { int rows; const char *label; } Setup;

static const Setup constants[] = {{1, "one"}, {2, "two"}};
static Setup *pointed = &(Setup){7, "seven"};

static void read_it(void *ptr, void *data) { memcpy(ptr, data, sizeof(Setup)); }
static void number(void *ptr, void *data) { *(intptr_t *) ptr = (intptr_t) data; }
static void label(void *ptr, void *data) { strlcpy(ptr, data, 64); }

static void
share(const dynpgext_handle *handle, const char *name, Setup setup)
{
	Setup	   *copy = palloc(sizeof(Setup));

	*copy = setup;
	handle->allocate_shmem(handle, name, sizeof(Setup), read_it, copy, DYNPGEXT_SCOPE_GLOBAL);
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	static Setup own = {3, "three"};
	Setup		local = {4, "four"};
	const Setup *chosen = handle->version[0] == '1' ? &constants[0] : &constants[1];

	share(handle, "stay:1.0:a", local);
	handle->allocate_shmem(handle, "stay:1.0:b", sizeof(Setup), read_it, &own, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "stay:1.0:c", sizeof(Setup), read_it, (void *) chosen, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "stay:1.0:d", sizeof(intptr_t), number, (void *) (intptr_t) local.rows, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "stay:1.0:e", 64, label, handle->library_name, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "stay:1.0:f", 64, label, (void *) local.label, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "stay:1.0:g", sizeof(Setup), read_it, pointed, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "stay:1.0:h", 64, label, "a literal", DYNPGEXT_SCOPE_DATABASE_LOCAL);
}

PG_FUNCTION_INFO_V1(stay_has);
Datum
stay_has(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem(PG_GETARG_CSTRING(0)) != NULL);
}
