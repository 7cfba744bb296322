/*
 * worker_table.h: the processes of workers, those that run and those that ran.
 *
 * In memory that outlives a crash. The launcher makes the entries and decides what shall run; the worker itself
 * writes that it runs and how it ended, and when it cannot any more, the postmaster does. Neither of those two
 * may wait for a lock, so they only write fields that are theirs at that time: state and pid say whose.
 */
#ifndef WORKER_TABLE_H
#define WORKER_TABLE_H

#include "datatype/timestamp.h"
#include "port/atomics.h"
#include "postmaster/bgworker.h"

#define WORKER_SLOTS 4096

typedef enum LoaderWorkerState
{
	WORKER_NONE,				/* never started */
	WORKER_STARTING,			/* given to the postmaster */
	WORKER_RUNNING,
	WORKER_EXITED,				/* by itself */
	WORKER_STOPPED,				/* by the loader */
	WORKER_FAILED				/* could not be started, or ended before its function was called */
} LoaderWorkerState;

typedef struct WorkerSlot
{
	bool		used;
	int			definition;		/* index, or -1 when it is not known any more after a crash */
	Oid			database;		/* InvalidOid: global */
	char		extension[NAMEDATALEN];
	char		version[NAMEDATALEN];
	char		name[BGW_MAXLEN];
	uint64		incarnation;	/* of the installed extension it was started for; 0: none */
	uint32		launch;			/* counts starts, so that a process knows that it is still wanted */
	pg_atomic_uint32 state;
	pg_atomic_uint32 pid;		/* 0 when there is no process, or none yet */
	bool		stopping;		/* the loader has asked it to end */
	bool		retry;			/* there was no place for it: try again */
	bool		complained;		/* of that, or that it does not end */
	bool		has_exit;
	int			exit_code;		/* or minus the signal; of the process that ended last */
	TimestampTz asked_at;		/* start or stop, whichever was last */
	TimestampTz started_at;		/* 0: never */
	TimestampTz ended_at;		/* 0: never */
} WorkerSlot;

extern void init_worker_table(void);

/* After a crash: no process is left. In the postmaster; `definitions` is how many are still known. */
extern void forget_processes(int definitions);

/* The entry of a worker for a database; made if need be. Index, or -1 when the table is full. Exclusive lock. */
extern int	worker_slot(int definition, Oid database);

/* The entry of a running process, or NULL. Needs no lock. */
extern WorkerSlot *slot_of_process(int pid);

extern bool worker_is_alive(WorkerSlot *slot);

/* Drops the entries of a database. Exclusive lock. */
extern void forget_workers_of(Oid database);

extern const char *worker_state_name(LoaderWorkerState state);

#endif							/* WORKER_TABLE_H */
