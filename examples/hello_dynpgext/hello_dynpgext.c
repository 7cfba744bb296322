/*
 * hello_dynpgext.c: shared memory and workers of the extension.
 */
#include "postgres.h"

#include <limits.h>

#include <dynpgext.h>

#include "fmgr.h"
#include "utils/guc.h"

#include "hello_dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void _PG_init(void);

int			hello_report_interval = 1;

/* Given to the callback of the per-database memory. */
typedef struct HelloDefaults
{
	const char *word;
} HelloDefaults;

static HelloDefaults defaults = {.word = "Hello"};

/*
 * Both callbacks run in the postmaster, where an error would stop the server
 * from starting: they fill the memory and do nothing else.
 */
static void
init_cluster(void *ptr, void *data)
{
	HelloCluster *cluster = ptr;

	pg_atomic_init_u64(&cluster->greetings, 0);
	pg_atomic_init_u64(&cluster->heartbeats, 0);
}

static void
init_database(void *ptr, void *data)
{
	HelloDatabase *database = ptr;
	const HelloDefaults *initial = data;

	memset(database, 0, sizeof(HelloDatabase));
	SpinLockInit(&database->mutex);
	strlcpy(database->word, initial->word, sizeof(database->word));
}

/* One clock for the cluster. It needs no database. */
static void
register_clock(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {
		.bgw_name = "hello_dynpgext clock",
		.bgw_type = "hello_dynpgext clock",
		.bgw_flags = BGWORKER_SHMEM_ACCESS,
		.bgw_start_time = BgWorkerStart_RecoveryFinished,
		.bgw_restart_time = BGW_NEVER_RESTART,
		.bgw_function_name = "hello_clock_main",
	};

	strlcpy(worker.bgw_library_name, handle->library_name, sizeof(worker.bgw_library_name));
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

/* One reporter for each database that has the extension. */
static void
register_reporter(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {
		.bgw_name = "hello_dynpgext reporter",
		.bgw_type = "hello_dynpgext reporter",
		.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION,
		.bgw_start_time = BgWorkerStart_RecoveryFinished,
		.bgw_restart_time = BGW_NEVER_RESTART,
		.bgw_function_name = "hello_reporter_main",
	};

	strlcpy(worker.bgw_library_name, handle->library_name, sizeof(worker.bgw_library_name));
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, HELLO_CLUSTER_SHMEM, sizeof(HelloCluster),
						   init_cluster, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, HELLO_DATABASE_SHMEM, sizeof(HelloDatabase),
						   init_database, &defaults, DYNPGEXT_SCOPE_DATABASE_LOCAL);

	register_clock(handle);
	register_reporter(handle);
}

/* Runs after _Dynpgext_init, once in every process that uses the library. */
void
_PG_init(void)
{
	DefineCustomIntVariable("hello_dynpgext.report_interval",
							"Time between two entries in hello.log.",
							NULL,
							&hello_report_interval,
							1, 1, INT_MAX / 1000,
							PGC_SIGHUP,
							GUC_UNIT_S,
							NULL, NULL, NULL);
#if PG_VERSION_NUM >= 150000
	MarkGUCPrefixReserved("hello_dynpgext");
#else
	EmitWarningsOnPlaceholders("hello_dynpgext");
#endif
}

/* Raises the error for memory that is not there. */
static void
shmem_is_missing(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("shared memory \"%s\" is not allocated", name),
			 errhint("A Dynpgext loader in \"shared_preload_libraries\" has to initialise this library.")));
}

HelloCluster *
hello_cluster(void)
{
	HelloCluster *cluster = dynpgext_lookup_shmem(HELLO_CLUSTER_SHMEM);

	if (cluster == NULL)
		shmem_is_missing(HELLO_CLUSTER_SHMEM);
	return cluster;
}

/* Memory of the database that this process is connected to. */
HelloDatabase *
hello_database(void)
{
	HelloDatabase *database = dynpgext_lookup_shmem(HELLO_DATABASE_SHMEM);

	if (database == NULL)
		shmem_is_missing(HELLO_DATABASE_SHMEM);
	return database;
}
