import type { KindParts } from "./newExtension";

const head = `/*
 * @name@.c: shared memory and a background worker through the Dynpgext
 * interface. A loader in shared_preload_libraries serves both.
 */
#include "postgres.h"

#include "dynpgext.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "port/atomics.h"
#include "postmaster/bgworker.h"
#include "postmaster/interrupt.h"
#include "storage/ipc.h"
#include "storage/latch.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

/* One name space for the whole cluster: the name carries extension and version. */
#define CLUSTER_SHMEM "@name@:0.1:cluster"
#define DATABASE_SHMEM "@name@:0.1:database"

typedef struct ClusterState
{
	pg_atomic_uint64 seconds;
} ClusterState;

typedef struct DatabaseState
{
	pg_atomic_uint64 hits;
} DatabaseState;

PGDLLEXPORT void @name@_clock_main(Datum main_arg);
`;

const init = `/*
 * Both callbacks run in the postmaster, where an error would keep the server
 * from starting: they fill the memory and do nothing else.
 */
static void
init_cluster(void *ptr, void *data)
{
	ClusterState *cluster = ptr;

	pg_atomic_init_u64(&cluster->seconds, 0);
}

static void
init_database(void *ptr, void *data)
{
	DatabaseState *database = ptr;

	pg_atomic_init_u64(&database->hits, 0);
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker clock = {
		.bgw_name = "@name@ clock",
		.bgw_type = "@name@ clock",
		.bgw_flags = BGWORKER_SHMEM_ACCESS,
		.bgw_start_time = BgWorkerStart_RecoveryFinished,
		.bgw_restart_time = BGW_NEVER_RESTART,
		.bgw_function_name = "@name@_clock_main",
	};

	handle->allocate_shmem(handle, CLUSTER_SHMEM, sizeof(ClusterState),
						   init_cluster, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, DATABASE_SHMEM, sizeof(DatabaseState),
						   init_database, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);

	strlcpy(clock.bgw_library_name, handle->library_name, sizeof(clock.bgw_library_name));
	handle->register_bgworker(handle, &clock, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
`;

const lookUp = `/* Memory that is not there would crash the whole cluster: it is an error instead. */
static void
shmem_is_missing(const char *shmem_name)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("shared memory \\"%s\\" of @name@ is not allocated", shmem_name),
			 errhint("A Dynpgext loader in \\"shared_preload_libraries\\" has to initialise this library.")));
}

static ClusterState *
cluster_state(void)
{
	ClusterState *cluster = dynpgext_lookup_shmem(CLUSTER_SHMEM);

	if (cluster == NULL)
		shmem_is_missing(CLUSTER_SHMEM);
	return cluster;
}

static DatabaseState *
database_state(void)
{
	DatabaseState *database = dynpgext_lookup_shmem(DATABASE_SHMEM);

	if (database == NULL)
		shmem_is_missing(DATABASE_SHMEM);
	return database;
}
`;

const functions = `PG_FUNCTION_INFO_V1(@name@_hit);

Datum
@name@_hit(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) pg_atomic_add_fetch_u64(&database_state()->hits, 1));
}

PG_FUNCTION_INFO_V1(@name@_seconds);

Datum
@name@_seconds(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) pg_atomic_read_u64(&cluster_state()->seconds));
}
`;

const worker = `/* The worker: one in the cluster. It needs no database. */
void
@name@_clock_main(Datum main_arg)
{
	ClusterState *cluster;

	/* Without a database there is no statement to cancel: leave the loop when asked to. */
	pqsignal(SIGTERM, SignalHandlerForShutdownRequest);
	BackgroundWorkerUnblockSignals();

	cluster = cluster_state();

	while (!ShutdownRequestPending)
	{
		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH,
						 1000L, PG_WAIT_EXTENSION);
		ResetLatch(MyLatch);
		CHECK_FOR_INTERRUPTS();
		pg_atomic_fetch_add_u64(&cluster->seconds, 1);
	}
}
`;

/** Memory per database, memory for the cluster, and a worker that counts seconds in it. */
export const dynpgextKind: KindParts = {
  summary: `@name@: shared memory and a background worker with Dynpgext`,
  c: [head, init, lookUp, functions, worker].join("\n"),
  script: `CREATE FUNCTION @name@_hit()
    RETURNS bigint
    AS 'MODULE_PATHNAME', '@name@_hit'
    LANGUAGE C VOLATILE;

COMMENT ON FUNCTION @name@_hit() IS 'counts one more, and returns how many there are in this database';

CREATE FUNCTION @name@_seconds()
    RETURNS bigint
    AS 'MODULE_PATHNAME', '@name@_seconds'
    LANGUAGE C VOLATILE;

COMMENT ON FUNCTION @name@_seconds() IS 'seconds counted by the background worker';
`,
  test: `CREATE EXTENSION @name@;
SELECT @name@_hit() AS hits \\gset
SELECT @name@_hit() - :hits AS more;
SELECT @name@_seconds() >= 0 AS counted;
`,
  expected: `CREATE EXTENSION @name@;
SELECT @name@_hit() AS hits \\gset
SELECT @name@_hit() - :hits AS more;
 more 
------
    1
(1 row)

SELECT @name@_seconds() >= 0 AS counted;
 counted 
---------
 t
(1 row)

`,
};
