-- Makefile --
MODULE_big = queue
OBJS = init.o peek.o
EXTENSION = queue
PG_CONFIG = pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

-- queue.control --
default_version = '1.2'
module_pathname = '$libdir/queue'

-- queue.h --
#include "postgres.h"
#include "dynpgext.h"
#define QUEUE_NAME(part) "queue:" QUEUE_VERSION ":" part
#define QUEUE_VERSION "1.2"
#define QUEUE_STATE QUEUE_NAME("state")
/* the other file has its own idea */
#define QUEUE_STATISTICS "queue:" QUEUE_VERSION ":statistic"

-- init.c --
#include "queue.h"
#include "fmgr.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, QUEUE_STATE, 256, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, QUEUE_NAME("statistics"), 256, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

-- peek.c --
#include "queue.h"
#include "fmgr.h"

static void *
must_find(const char *name)
{
	void	   *found = dynpgext_lookup_shmem(name);

	if (found == NULL)
		ereport(ERROR, (errmsg("no shared memory \"%s\"", name)));
	return found;
}

PG_FUNCTION_INFO_V1(queue_peek);
Datum
queue_peek(PG_FUNCTION_ARGS)
{
	char	   *state = must_find(QUEUE_STATE);
	char	   *statistics = must_find(QUEUE_STATISTICS);
	//                              ^^^^^^^^^^^^^^^^ did you mean "queue:1.2:statistics"
	char	   *again = must_find(QUEUE_NAME("stat"));
	//                                    ^^^^^^ "queue:1.2:stat", so this look-up returns NULL

	PG_RETURN_INT32(state[0] + statistics[0] + again[0]);
}
