#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Config
{
	slock_t		mutex;
	int			workers;
	char		path[MAXPGPATH];
} Config;

static int	level = WARNING;

static void
may_fail(Config *config)
{
	if (config->workers < 0)
		elog(ERROR, "caught by the caller");
}

static void
note(int elevel, const char *text)
{
	ereport(elevel, (errmsg("%s", text)));
}

static void
init_config(void *ptr, void *data)
{
	Config	   *config = ptr;
	char	   *copy = pstrdup("config");

	memset(config, 0, sizeof(Config));
	SpinLockInit(&config->mutex);
	snprintf(config->path, MAXPGPATH, "%s/%s", DataDir, copy);
	pfree(copy);
	ereport(WARNING, (errmsg("made in the postmaster")));
	note(NOTICE, "also fine");
	note(level, "only known at run time");
	PG_TRY();
	{
		may_fail(config);
	}
	PG_CATCH();
	{
		FlushErrorState();
		elog(LOG, "went on without a configuration");
	}
	PG_END_TRY();
}

/* Throws, but no allocation uses it. */
static void
init_with_error(void *ptr, void *data)
{
	elog(ERROR, "database %u", MyDatabaseId);
}

void		(*unused) (void *, void *) = init_with_error;

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	if (!process_shared_preload_libraries_in_progress)
		ereport(ERROR, (errmsg("must be preloaded")));
	handle->allocate_shmem(handle, "config:1:main", sizeof(Config), init_config, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(config_workers);
Datum
config_workers(PG_FUNCTION_ARGS)
{
	Config	   *config = dynpgext_lookup_shmem("config:1:main");

	if (config == NULL)
		ereport(ERROR, (errmsg("no configuration")));
	PG_RETURN_INT32(config->workers);
}
