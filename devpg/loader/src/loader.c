/*
 * loader.c: where PostgreSQL enters.
 */
#include "loader.h"

#include "fmgr.h"
#include "storage/ipc.h"
#include "utils/guc.h"

#include "changes.h"
#include "clobber.h"
#include "debugger.h"
#include "discovery.h"
#include "launcher.h"
#include "registry.h"
#include "survivor.h"
#include "trap_guard.h"
#include "worker.h"

/* Declared first, to be visible. */
extern LOADER_EXPORT const Pg_magic_struct *PG_MAGIC_FUNCTION_NAME(void);

PG_MODULE_MAGIC;

#ifdef EXEC_BACKEND
#error "This loader relies on processes that inherit what the postmaster has found out, which Windows does not have."
#endif
#if PG_VERSION_NUM < 130000
#error "This loader needs PostgreSQL 13 or later."
#endif

extern LOADER_EXPORT void _PG_init(void);

int			preset_databases = 32;
int			memory_limit_mb = 512;
int			debugger_timeout_s = 120;

static bool loader_present = true;
static shmem_startup_hook_type previous_startup_hook = NULL;
#if PG_VERSION_NUM >= 150000
static shmem_request_hook_type previous_request_hook = NULL;
#endif

static void
define_settings(void)
{
	DefineCustomBoolVariable("dynpgext.loader_present",
							 "A loader of Dynpgext is there.",
							 NULL, &loader_present, true, PGC_INTERNAL, 0, NULL, NULL, NULL);
	DefineCustomIntVariable("dynpgext_dev.preset_databases",
							"Databases whose memory is made at server start; others get theirs when they use it.",
							"Callbacks run once for each of them, in the postmaster.",
							&preset_databases, 32, 0, 1024, PGC_POSTMASTER, 0, NULL, NULL, NULL);
	DefineCustomIntVariable("dynpgext_dev.memory_limit",
							"Memory that all extensions together may ask for at server start.",
							NULL, &memory_limit_mb, 512, 1, 1024 * 1024, PGC_POSTMASTER, GUC_UNIT_MB, NULL, NULL, NULL);
	DefineCustomIntVariable("dynpgext_dev.debugger_timeout",
							"How long a process waits for a debugger.",
							NULL, &debugger_timeout_s, 120, 1, 86400, PGC_USERSET, GUC_UNIT_S, NULL, NULL, NULL);
	DefineCustomBoolVariable("dynpgext_dev.clobber_freed_memory",
							 "Freed memory is filled with 0x7F, so that code which still uses it is seen to do so.",
							 NULL, &clobber_freed_memory, false, PGC_USERSET, 0, check_clobber_freed_memory, NULL, NULL);
}

static void
on_startup(void)
{
	if (previous_startup_hook != NULL)
		previous_startup_hook();
	share_registry();
}

#if PG_VERSION_NUM >= 150000
static void
on_request(void)
{
	if (previous_request_hook != NULL)
		previous_request_hook();
	request_registry();
}
#endif

void
_PG_init(void)
{
	if (!process_shared_preload_libraries_in_progress)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("dynpgext_loader must be loaded via shared_preload_libraries"),
				 errhint("Put dynpgext_loader into shared_preload_libraries, before all others, and restart the server.")));
	guard_traps();
	map_survivor();
	make_registry();
	define_settings();
	install_exit_log();
	initialise_installed_libraries();

	previous_startup_hook = shmem_startup_hook;
	shmem_startup_hook = on_startup;
#if PG_VERSION_NUM >= 150000
	previous_request_hook = shmem_request_hook;
	shmem_request_hook = on_request;
#else
	request_registry();
#endif
	install_change_hooks();
	install_debugger_hooks();
	register_launcher();
}
