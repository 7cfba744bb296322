#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

/* 70 characters */
#define STREET_NAME "straße:1.0:ääääääääääääääääääääääääääääääääääääääääääääääääääääääääää"

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	static const char *const names[] = {
		STREET_NAME,
		"straße:1.0:" "\xc3\xa4",
	};

	for (int i = 0; i < lengthof(names); i++)
		handle->allocate_shmem(handle, names[i], 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
		//                             ^^^^^^^^ 128 bytes, of which 127 count
}

bool
street_is_ready(void)
{
	return dynpgext_lookup_shmem(STREET_NAME) != NULL && dynpgext_lookup_shmem("straße:1.0:ä") != NULL;
}
