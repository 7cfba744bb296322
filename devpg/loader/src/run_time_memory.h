/*
 * run_time_memory.h: blocks in the dynamic shared memory area.
 */
#ifndef RUN_TIME_MEMORY_H
#define RUN_TIME_MEMORY_H

#include "memory.h"

/* The block, if it was made; an instance that is not ready has a memory as well. Wants the lock. */
extern LoaderBlock run_time_block(LoaderAllocation *allocation, int slot);

/* Likewise, made if need be; ERROR when there is no memory. Exclusive lock. */
extern LoaderBlock make_run_time_block(int index, int slot);

/* Exclusive lock. */
extern void free_run_time_block(LoaderAllocation *allocation, int slot);

#endif							/* RUN_TIME_MEMORY_H */
