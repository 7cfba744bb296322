/*
 * survivor.h: memory that outlives a crash of a backend.
 *
 * When a process dies in the wrong way, the postmaster throws all shared memory away and starts anew. What
 * happened before is exactly what a developer wants to see then, so events and the table of workers are in
 * memory that the postmaster maps for itself before it starts any other process.
 */
#ifndef SURVIVOR_H
#define SURVIVOR_H

#include "events.h"
#include "worker_table.h"

typedef struct Survivor
{
	pg_atomic_uint64 next_event;	/* id that the next event gets, from 1 */
	pg_atomic_uint32 starts;	/* how often shared memory was made: 1, plus one for each crash */
	LoaderEvent		events[EVENTS_KEPT];
	WorkerSlot	workers[WORKER_SLOTS];
} Survivor;

/* Mapped once, in the postmaster; the same address in every process. */
extern Survivor *survivor;

extern void map_survivor(void);

#endif							/* SURVIVOR_H */
