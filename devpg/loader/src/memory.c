/*
 * memory.c: the memory of server start, and the way to a block of any kind.
 */
#include "loader.h"

#include <signal.h>

#include "storage/ipc.h"
#include "storage/latch.h"
#include "storage/shmem.h"
#include "utils/memutils.h"

#include "callbacks.h"
#include "events.h"
#include "guard.h"
#include "late_libraries.h"
#include "memory.h"
#include "run_time_memory.h"

/* How long to wait for another process that runs a callback. */
#define FILL_TIMEOUT_MS 10000

char	   *memory_arena = NULL;
LoaderInstance   *preset_instances = NULL;

uint64
block_stride(uint64 size)
{
	return TYPEALIGN64(PG_CACHE_LINE_SIZE, size + 2 * GUARD_BYTES);
}

void
plan_memory(LoaderAllocation *allocation)
{
	allocation->preset = allocation->per_database ? preset_databases : 1;
	allocation->first_block = registry->arena_size;
	allocation->first_instance = registry->instances;
	registry->arena_size += allocation->stride * allocation->preset;
	registry->instances += allocation->preset;
}

/* One byte more than nothing: empty structures are not worth a case of their own. */
Size
memory_size(void)
{
	Size		size = add_size(registry->arena_size, 3 * PG_CACHE_LINE_SIZE);

	return add_size(size, mul_size(registry->instances + 1, sizeof(LoaderInstance)));
}

static char *
preset_memory(const LoaderAllocation *allocation, int slot)
{
	return memory_arena + allocation->first_block + allocation->stride * slot + GUARD_BYTES;
}

/* Fills a preset block in the postmaster, where no error may escape. */
static bool
fill_preset(int index, int slot)
{
	LoaderAllocation *allocation = &registry->allocation[index];
	LoaderInstance   *instance = &preset_instances[allocation->first_instance + slot];
	MemoryContext context = CurrentMemoryContext;
	volatile bool filled = true;

	PG_TRY();
	{
		fill_block(index, preset_memory(allocation, slot));
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		LWLockReleaseAll();
		filled = false;
		memset(preset_memory(allocation, slot), 0, allocation->size);
		complain(&(Complaint)
				 {
					 .elevel = WARNING, .severity = EVENT_ERROR, .rule = "shmem-callback-throws",
					 .sqlstate = error->sqlerrcode, .site = &allocation->site,
					 .detail = psprintf("The error was: %s", error->message),
					 .hint = "Other loaders do not start the server then. Let the callback fill the memory and do nothing else."
				 },
				 "the callback of shared memory \"%s\" raised an error: the memory is not available", allocation->name);
	}
	PG_END_TRY();
	instance->state = filled ? INSTANCE_READY : INSTANCE_FAILED;
	return filled;
}

/* A fresh block for every preset slot, as documented: in the postmaster, whether a database needs it or not. */
static void
fill_all_preset(int index)
{
	LoaderAllocation *allocation = &registry->allocation[index];
	bool		filled = true;

	for (int slot = 0; slot < allocation->preset; slot++)
	{
		LoaderInstance   *instance = &preset_instances[allocation->first_instance + slot];

		instance->preset = true;
		set_guards(preset_memory(allocation, slot), allocation->size);

		/* After one error there would be the same for every slot. */
		filled = filled && fill_preset(index, slot);
		if (!filled)
			instance->state = INSTANCE_FAILED;
	}
}

void
attach_memory(bool fresh)
{
	bool		found;
	char	   *space;

	space = ShmemInitStruct("dynpgext_loader memory", registry->arena_size + PG_CACHE_LINE_SIZE, &found);
	memory_arena = (char *) TYPEALIGN(PG_CACHE_LINE_SIZE, space);
	preset_instances = ShmemInitStruct("dynpgext_loader instances",
									   (registry->instances + 1) * sizeof(LoaderInstance), &found);
	if (!fresh)
		return;
	memset(space, 0, registry->arena_size + PG_CACHE_LINE_SIZE);
	memset(preset_instances, 0, (registry->instances + 1) * sizeof(LoaderInstance));
	for (int i = 0; i < registry->allocations; i++)
	{
		if (registry->allocation[i].state == ALLOCATION_GOOD)
			fill_all_preset(i);
	}
}

LoaderBlock
existing_block(int index, int slot)
{
	LoaderAllocation *allocation = &registry->allocation[index];
	LoaderBlock		block = {NULL, NULL};

	if (allocation->state != ALLOCATION_GOOD)
		return block;
	if (slot < allocation->preset)
	{
		block.instance = &preset_instances[allocation->first_instance + slot];
		block.memory = preset_memory(allocation, slot);
	}
	else
		block = run_time_block(allocation, slot);
	if (block.instance != NULL && block.instance->state != INSTANCE_READY)
		block.memory = NULL;
	return block;
}

void
fill_block(int index, char *memory)
{
	MemoryCallback *callback = &memory_callbacks[index];

	memset(memory, 0, registry->allocation[index].size);
	if (!registry->allocation[index].has_callback)
		return;
	if (!callback->known)
		hear_callbacks(registry->allocation[index].library);
	if (callback->known && callback->function != NULL)
		callback->function(memory, callback->data);
}

/* Found anew each time: instances made at run time move when their directory grows. */
static void
set_state(int index, int slot, InstanceState state)
{
	LoaderInstance   *instance;

	lock_registry(LW_EXCLUSIVE);
	instance = existing_block(index, slot).instance;
	if (instance != NULL)
		instance->state = state;
	unlock_registry();
}

/* Runs the callback without the lock; the instance says so meanwhile. */
static void
fill_instance(int index, int slot, char *memory)
{
	PG_TRY();
	{
		set_guards(memory, registry->allocation[index].size);
		fill_block(index, memory);
	}
	PG_CATCH();
	{
		unlock_registry_after_error();
		set_state(index, slot, INSTANCE_FAILED);
		complain(&(Complaint)
				 {
					 .severity = EVENT_ERROR, .rule = "shmem-callback-throws",
					 .site = &registry->allocation[index].site,
					 .hint = "Other loaders stop the server then. Let the callback fill the memory and do nothing else."
				 },
				 "the callback of shared memory \"%s\" raised an error: the memory is not available",
				 registry->allocation[index].name);
		PG_RE_THROW();
	}
	PG_END_TRY();
	set_state(index, slot, INSTANCE_READY);
}

static void
wait_for_other(int index, int *waited_ms)
{
	if (*waited_ms >= FILL_TIMEOUT_MS)
		complain(&(Complaint)
				 {
					 .elevel = ERROR, .rule = "shmem-callback-throws", .sqlstate = ERRCODE_OBJECT_IN_USE,
					 .site = &registry->allocation[index].site
				 },
				 "the callback of shared memory \"%s\" has been running in another process for %d seconds",
				 registry->allocation[index].name, FILL_TIMEOUT_MS / 1000);
	CHECK_FOR_INTERRUPTS();
	pg_usleep(2000L);
	*waited_ms += 2;
}

typedef enum BlockClaim
{
	CLAIM_MINE,					/* to be filled by this process */
	CLAIM_DONE,					/* ready, or failed */
	CLAIM_INSIDE,				/* this process is in the callback */
	CLAIM_OTHER					/* another process is filling it */
} BlockClaim;

/* Decides who fills the block. Exclusive lock. */
static BlockClaim
claim(int index, int slot, char **memory)
{
	LoaderAllocation *allocation = &registry->allocation[index];
	bool		preset = slot < allocation->preset;
	LoaderBlock		block = preset ? existing_block(index, slot) : make_run_time_block(index, slot);
	LoaderInstance   *instance = block.instance;

	*memory = block.memory;
	if (instance == NULL || instance->state == INSTANCE_FAILED)
	{
		*memory = NULL;
		return CLAIM_DONE;
	}
	if (instance->state == INSTANCE_READY)
		return CLAIM_DONE;
	if (instance->state == INSTANCE_FILLING && instance->filler == MyProcPid)
		return CLAIM_INSIDE;

	/* A process that was ended within the callback does not come back. */
	if (instance->state == INSTANCE_FILLING && (kill(instance->filler, 0) == 0 || errno != ESRCH))
		return CLAIM_OTHER;
	if (preset)
		*memory = preset_memory(allocation, slot);
	instance->state = INSTANCE_FILLING;
	instance->filler = MyProcPid;
	instance->broken = false;
	return CLAIM_MINE;
}

char *
use_block(int index, int slot)
{
	int			waited_ms = 0;

	for (;;)
	{
		char	   *memory;
		BlockClaim		claimed = CLAIM_DONE;

		lock_registry(LW_SHARED);
		memory = existing_block(index, slot).memory;
		unlock_registry();
		if (memory != NULL)
			return memory;

		lock_registry(LW_EXCLUSIVE);
		claimed = claim(index, slot, &memory);
		unlock_registry();
		switch (claimed)
		{
			case CLAIM_MINE:
				fill_instance(index, slot, memory);
				return memory;
			case CLAIM_DONE:
				return memory;
			case CLAIM_INSIDE:
				return NULL;
			case CLAIM_OTHER:
				wait_for_other(index, &waited_ms);
		}
	}
}

void
mark_used(int index, int slot)
{
	LoaderInstance   *instance;

	lock_registry(LW_SHARED);
	instance = existing_block(index, slot).instance;
	if (instance != NULL)
		instance->used = true;
	unlock_registry();
}

void
release_blocks(int slot)
{
	for (int i = 0; i < registry->allocations; i++)
	{
		LoaderAllocation *allocation = &registry->allocation[i];

		if (!allocation->per_database || allocation->state != ALLOCATION_GOOD)
			continue;
		if (slot >= allocation->preset)
			free_run_time_block(allocation, slot);
		else if (preset_instances[allocation->first_instance + slot].used)
		{
			/* Nobody has seen it otherwise, and it is as good as new. */
			preset_instances[allocation->first_instance + slot].used = false;
			preset_instances[allocation->first_instance + slot].state = INSTANCE_UNUSED;
		}
	}
}
