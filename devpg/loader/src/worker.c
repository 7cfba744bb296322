/*
 * worker.c: what runs in the process of a worker before the function of the extension does.
 *
 * The postmaster is given this function, not that of the extension: so its start and its end are known, the path of
 * the library may be longer than the field for it, and it can wait for a debugger.
 */
#include "loader.h"

#include "fmgr.h"
#include "storage/ipc.h"
#include "utils/timestamp.h"

#include "debugger.h"
#include "registry.h"
#include "survivor.h"
#include "worker.h"

extern LOADER_EXPORT void dynpgext_worker_main(Datum arg);

typedef void (*MainFunction) (Datum arg);

WorkerSlot *my_worker = NULL;
bool		my_worker_has_begun = false;

/* Makes MyBgworkerEntry what the extension has registered. */
static Datum
restore_entry(const WorkerDefinition *definition)
{
	Datum		arg = definition->per_database ? ObjectIdGetDatum(my_worker->database) : definition->bgw.bgw_main_arg;

	strlcpy(MyBgworkerEntry->bgw_library_name, definition->bgw.bgw_library_name, sizeof(MyBgworkerEntry->bgw_library_name));
	strlcpy(MyBgworkerEntry->bgw_function_name, definition->bgw.bgw_function_name, sizeof(MyBgworkerEntry->bgw_function_name));
	MyBgworkerEntry->bgw_main_arg = arg;
	return arg;
}

/* The argument has the number of the start above the index of the entry. */
void
dynpgext_worker_main(Datum arg)
{
	uint64		packed = DatumGetUInt64(arg);
	WorkerSlot *slot = &survivor->workers[packed & 0xFFFFFFFF];
	WorkerDefinition *definition;
	const char *library;
	MainFunction main_function;
	uint32		nobody = 0;

	/* Another launcher may have decided anew meanwhile, or have started it a second time. */
	if (slot->launch != (uint32) (packed >> 32) || !slot->used || slot->definition < 0 ||
		!pg_atomic_compare_exchange_u32(&slot->pid, &nobody, (uint32) MyProcPid))
		proc_exit(0);
	my_worker = slot;
	record_exit_of_worker();
	slot->started_at = GetCurrentTimestamp();
	pg_write_barrier();
	pg_atomic_write_u32(&slot->state, WORKER_RUNNING);
	wake_launcher();

	allow_debuggers();
	wait_for_debugger_of_worker(slot->name);

	definition = &registry->worker[slot->definition];
	arg = restore_entry(definition);
	library = definition->own_library ? registry->library[definition->library].path : definition->bgw.bgw_library_name;
	main_function = (MainFunction) load_external_function(library, definition->bgw.bgw_function_name, true, NULL);
	my_worker_has_begun = true;
	main_function(arg);
}
