-- Makefile --
MODULE_big = many
OBJS = many.o
EXTENSION = many
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- many.control --
default_version = '1.0'
# <----------------------- many needs 12 worker processes with one database, and 8 more for each further one
module_pathname = '$libdir/many'
-- many.c --
#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
#define SHARDS 4
static const char *const kinds[] = {"vacuum", "analyze"};
static void
add(const dynpgext_handle *handle, const char *kind, int flags)
{
	BackgroundWorker worker = {.bgw_flags = BGWORKER_SHMEM_ACCESS};
	handle->register_bgworker(handle, &worker, NULL, NULL, flags);
}
static void
add_all(const dynpgext_handle *handle, int shard)
{
	for (int k = 0; k < lengthof(kinds); k++)
		add(handle, kinds[k], DYNPGEXT_SCOPE_DATABASE_LOCAL);
	add(handle, "main", DYNPGEXT_SCOPE_GLOBAL);
}
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	int i;
	for (i = 0; i < SHARDS; ++i)
		add_all(handle, i);
}
