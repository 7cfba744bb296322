/*
 * lookup.h: parts of the look-up that the views use as well.
 */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "guard.h"
#include "registry.h"

/* Says that a guard zone was written to, with an event the first time. Called without the lock. */
extern void complain_of_guard(int allocation, int slot, GuardReport report, bool warn);

/* In words, palloc'd; NULL when it is intact. */
extern char *describe_guard(const LoaderAllocation *allocation, GuardReport report);

/* The slot of the memory for a database; 0 for global memory. -1 when the database has none. Wants the lock. */
extern int	slot_for(const LoaderAllocation *allocation, Oid database);

#endif							/* LOOKUP_H */
