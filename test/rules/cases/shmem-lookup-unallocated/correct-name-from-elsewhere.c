-- Makefile --
MODULE_big = far
OBJS = far.o
EXTENSION = far
PG_CPPFLAGS = -DFAR_NAME='"far:1.0:near"'
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- far.control --
default_version = '1.0'
-- far.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
#include "generated_names.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static char chosen[NAMEDATALEN];

static const char *
choose(const char *suffix)
{
	strlcpy(chosen, GENERATED_PREFIX, sizeof(chosen));
	strlcat(chosen, suffix, sizeof(chosen));
	return chosen;
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, FAR_NAME, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, GENERATED_PREFIX "table", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, choose("_index"), 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

bool
far_is_there(void)
{
	return dynpgext_lookup_shmem("far:1.0:near") != NULL && dynpgext_lookup_shmem("far:1.0:table") != NULL
		&& dynpgext_lookup_shmem(GENERATED_PREFIX "table") != NULL && dynpgext_lookup_shmem("far:1.0:x_index") != NULL;
}
