#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static const struct
{
	const char *name;
	int			scope;
}			areas[] = {
	{"rows:1.0:cluster", DYNPGEXT_SCOPE_GLOBAL},
	{"rows:1.0:database", DYNPGEXT_SCOPE_DATABASE_LOCAL},
};

static void
clear(void *ptr, void *data)
{
	pg_atomic_init_u32(ptr, 0);
}

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {
		.bgw_name = "rows",
		.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION,
		.bgw_start_time = BgWorkerStart_RecoveryFinished,
		.bgw_restart_time = BGW_NEVER_RESTART,
		.bgw_function_name = "rows_main",
	};

	strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	for (int i = 0; i < lengthof(areas); i++)
		handle->allocate_shmem(handle, areas[i].name, sizeof(pg_atomic_uint32), clear, NULL, areas[i].scope);
}

PGDLLEXPORT void
rows_main(Datum main_arg)
{
	pg_atomic_uint32 *cluster = dynpgext_lookup_shmem("rows:1.0:cluster");
	pg_atomic_uint32 *database = dynpgext_lookup_shmem("rows:1.0:database");
	//                                                 ^^^^^^^^^^^^^^^^^^^ is per database

	BackgroundWorkerUnblockSignals();
	BackgroundWorkerInitializeConnectionByOid(DatumGetObjectId(main_arg), InvalidOid, 0);
	if (cluster != NULL && database != NULL)
	{
		pg_atomic_fetch_add_u32(cluster, 1);
		pg_atomic_fetch_add_u32(database, 1);
	}
}
