/*
 * memory.h: the memory that extensions asked for.
 *
 * Memory known at server start lies in main shared memory, one block for a global allocation, `preset_databases`
 * of them for one per database. All other memory lies in a dynamic shared memory area: that of libraries
 * initialised later, and that of databases beyond the preset ones.
 */
#ifndef MEMORY_H
#define MEMORY_H

#include "registry.h"

/* An instance as this process sees it. */
typedef struct LoaderBlock
{
	LoaderInstance   *instance;
	char	   *memory;			/* what the extension gets */
} LoaderBlock;

/* Bytes of main shared memory for the blocks and their instances. */
extern Size memory_size(void);

/* Finds the memory, and fills it with the callbacks of all extensions if `fresh`. In the postmaster. */
extern void attach_memory(bool fresh);

/* Gives the allocation a place in the memory of server start. In the postmaster, before memory is shared. */
extern void plan_memory(LoaderAllocation *allocation);

/* Bytes that one instance takes, guard zones included. */
extern uint64 block_stride(uint64 size);

/*
 * The memory of an allocation for a database slot (0 for a global one), made and filled if need be. NULL when its
 * callback failed before, or runs in this process; ERROR when there is no memory, or when the callback raises one.
 * Called without the lock.
 */
extern char *use_block(int allocation, int slot);

/* Notes that the database, or anybody, has looked the memory up. Called without the lock. */
extern void mark_used(int allocation, int slot);

/* The block if it is in use, else one whose memory is NULL. Wants the lock, as long as the block is used. */
extern LoaderBlock existing_block(int allocation, int slot);

/* Runs the callback over zeroed memory. Errors are raised. */
extern void fill_block(int allocation, char *memory);

/* The database is gone: its memory may be given to another. Exclusive lock. */
extern void release_blocks(int slot);

/* Where preset blocks are. */
extern char *memory_arena;
extern LoaderInstance *preset_instances;

#endif							/* MEMORY_H */
