/*
 * worker_table.c: entries of the table of workers.
 */
#include "loader.h"

#include "utils/timestamp.h"

#include "registry.h"
#include "survivor.h"

void
init_worker_table(void)
{
	for (int i = 0; i < WORKER_SLOTS; i++)
	{
		pg_atomic_init_u32(&survivor->workers[i].state, WORKER_NONE);
		pg_atomic_init_u32(&survivor->workers[i].pid, 0);
	}
}

bool
worker_is_alive(WorkerSlot *slot)
{
	uint32		state = pg_atomic_read_u32(&slot->state);

	return slot->used && (state == WORKER_STARTING || state == WORKER_RUNNING);
}

void
forget_processes(int definitions)
{
	for (int i = 0; i < WORKER_SLOTS; i++)
	{
		WorkerSlot *slot = &survivor->workers[i];

		if (!slot->used)
			continue;
		if (worker_is_alive(slot))
		{
			/* Ended by the postmaster because of another process: there is no exit to tell of. */
			slot->has_exit = false;
			slot->ended_at = GetCurrentTimestamp();
			pg_atomic_write_u32(&slot->state, WORKER_STOPPED);
		}
		pg_atomic_write_u32(&slot->pid, 0);
		slot->incarnation = 0;
		slot->stopping = false;
		if (slot->definition >= definitions)
			slot->definition = -1;
	}
}

static bool
is_same_worker(const WorkerSlot *slot, int definition)
{
	WorkerDefinition *worker = &registry->worker[definition];
	LoaderLibrary    *library = &registry->library[worker->library];

	if (slot->definition >= 0)
		return slot->definition == definition;
	return strcmp(slot->extension, library->extension) == 0 && strcmp(slot->version, library->version) == 0 &&
		strcmp(slot->name, worker->bgw.bgw_name) == 0;
}

int
worker_slot(int definition, Oid database)
{
	WorkerDefinition *worker = &registry->worker[definition];
	WorkerSlot *slot;
	int			unused = -1;

	for (int i = 0; i < WORKER_SLOTS; i++)
	{
		slot = &survivor->workers[i];
		if (slot->used && slot->database == database && is_same_worker(slot, definition))
		{
			slot->definition = definition;
			return i;
		}
		if (unused < 0 && !slot->used)
			unused = i;
	}
	if (unused < 0)
		return -1;
	slot = &survivor->workers[unused];
	slot->definition = definition;
	slot->database = database;
	strlcpy(slot->extension, registry->library[worker->library].extension, sizeof(slot->extension));
	strlcpy(slot->version, registry->library[worker->library].version, sizeof(slot->version));
	strlcpy(slot->name, worker->bgw.bgw_name, sizeof(slot->name));
	slot->incarnation = 0;
	slot->stopping = slot->retry = slot->complained = slot->has_exit = false;
	slot->started_at = slot->ended_at = slot->asked_at = 0;
	pg_atomic_write_u32(&slot->state, WORKER_NONE);
	pg_atomic_write_u32(&slot->pid, 0);
	slot->used = true;
	return unused;
}

WorkerSlot *
slot_of_process(int pid)
{
	for (int i = 0; i < WORKER_SLOTS; i++)
	{
		WorkerSlot *slot = &survivor->workers[i];

		if (slot->used && pg_atomic_read_u32(&slot->pid) == (uint32) pid)
			return slot;
	}
	return NULL;
}

void
forget_workers_of(Oid database)
{
	for (int i = 0; i < WORKER_SLOTS; i++)
	{
		WorkerSlot *slot = &survivor->workers[i];

		if (slot->used && slot->database == database && !worker_is_alive(slot))
			slot->used = false;
	}
}

const char *
worker_state_name(LoaderWorkerState state)
{
	switch (state)
	{
		case WORKER_NONE:
			return "registered";
		case WORKER_STARTING:
			return "starting";
		case WORKER_RUNNING:
			return "running";
		case WORKER_EXITED:
			return "exited";
		case WORKER_STOPPED:
			return "stopped";
		case WORKER_FAILED:
			return "failed";
	}
	return "registered";
}
