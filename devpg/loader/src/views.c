/*
 * views.c: what dynpgext_dev shows of libraries, workers and events.
 */
#include "loader.h"

#include "rows.h"
#include "survivor.h"
#include "registry.h"

LOADER_SQL_FUNCTION(dynpgext_dev_libraries);
LOADER_SQL_FUNCTION(dynpgext_dev_workers);
LOADER_SQL_FUNCTION(dynpgext_dev_events);

static const char *
library_state_name(LibraryState state)
{
	switch (state)
	{
		case LIBRARY_INITIALISED:
			return "initialised";
		case LIBRARY_DEFERRED:
			return "deferred";
		case LIBRARY_FAILED:
			return "failed";
		case LIBRARY_IGNORED:
			return "ignored";
	}
	return "ignored";
}

static const char *
file_name(const char *path)
{
	const char *name = strrchr(path, '/');

	return name ? name + 1 : path;
}

Datum
dynpgext_dev_libraries(PG_FUNCTION_ARGS)
{
	LoaderRows		rows = begin_rows(fcinfo);
	LoaderRow			row = {0};

	for (int i = 0; i < registry->libraries; i++)
	{
		LoaderLibrary    *library = &registry->library[i];

		add_text(&row, library->extension);
		add_text(&row, library->version);
		add_text(&row, file_name(library->path));
		add_text(&row, library->path);
		add_int(&row, library->arity);
		add_bool(&row, library->eager);
		add_text(&row, library_state_name(library->state));
		add_text(&row, library->detail);
		put_row(&rows, &row);
	}
	return (Datum) 0;
}

static void
add_site(LoaderRow *row, const CallSite *site)
{
	add_text(row, site->library);
	if (site->library[0] == '\0')
		add_null(row);
	else
		add_big(row, (int64) site->offset);
}

static void
add_definition(LoaderRow *row, const WorkerDefinition *worker, const char *version)
{
	add_text(row, worker->bgw.bgw_name);
	add_text(row, worker->bgw.bgw_type);
	add_text(row, registry->library[worker->library].extension);
	add_text(row, version);
	add_text(row, worker->per_database ? "database" : "global");
}

/* A worker that no database has asked for yet, or that never will run. */
static void
put_definition(LoaderRows *rows, LoaderRow *row, const WorkerDefinition *worker)
{
	add_definition(row, worker, registry->library[worker->library].version);
	add_database(row, InvalidOid);
	add_null(row);
	add_text(row, worker->refused ? "failed" : "registered");
	add_text(row, worker->bgw.bgw_function_name);
	add_null(row);
	add_null(row);
	add_null(row);
	add_site(row, &worker->site);
	put_row(rows, row);
}

static void
put_process(LoaderRows *rows, LoaderRow *row, const WorkerDefinition *worker, WorkerSlot *slot)
{
	int			pid = (int) pg_atomic_read_u32(&slot->pid);

	add_definition(row, worker, registry->library[worker->library].version);
	add_database(row, slot->database);
	if (pid != 0)
		add_int(row, pid);
	else
		add_null(row);
	add_text(row, worker_state_name((LoaderWorkerState) pg_atomic_read_u32(&slot->state)));
	add_text(row, worker->bgw.bgw_function_name);
	if (slot->has_exit)
		add_int(row, slot->exit_code);
	else
		add_null(row);
	add_time(row, slot->started_at);
	add_time(row, slot->ended_at);
	add_site(row, &worker->site);
	put_row(rows, row);
}

Datum
dynpgext_dev_workers(PG_FUNCTION_ARGS)
{
	LoaderRows		rows = begin_rows(fcinfo);
	LoaderRow			row = {0};

	for (int i = 0; i < registry->workers; i++)
	{
		WorkerDefinition *worker = &registry->worker[i];
		bool		shown = false;

		for (int j = 0; j < WORKER_SLOTS; j++)
		{
			WorkerSlot *slot = &survivor->workers[j];

			if (!slot->used || slot->definition != i)
				continue;
			put_process(&rows, &row, worker, slot);
			shown = true;
		}
		if (!shown)
			put_definition(&rows, &row, worker);
	}
	return (Datum) 0;
}

Datum
dynpgext_dev_events(PG_FUNCTION_ARGS)
{
	LoaderRows		rows = begin_rows(fcinfo);
	LoaderRow			row = {0};
	uint64		next = pg_atomic_read_u64(&survivor->next_event);

	for (uint64 id = next > EVENTS_KEPT ? next - EVENTS_KEPT : 1; id < next; id++)
	{
		LoaderEvent		event;

		if (!copy_event(id, &event))
			continue;
		add_big(&row, (int64) id);
		add_time(&row, event.at);
		add_int(&row, event.pid);
		add_text(&row, event_severity_name(event.severity));
		add_text(&row, event.rule);
		add_text(&row, event.message);
		add_text(&row, event.detail);
		add_text(&row, event.hint);
		add_site(&row, &event.site);
		put_row(&rows, &row);
	}
	return (Datum) 0;
}
