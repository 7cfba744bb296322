/*
 * run_time_memory.c: the area for memory that was not known at server start.
 *
 * One area for all extensions; whoever needs it first makes it, each process attaches it when it needs it, and
 * nobody lets go of it. An allocation has a directory in it, an array of instances by database slot, which
 * is replaced by a longer one when a database comes that it has no place for.
 */
#include "loader.h"

#include "utils/dsa.h"
#include "utils/memutils.h"

#include "events.h"
#include "guard.h"
#include "run_time_memory.h"

static dsa_area *area = NULL;

/* Wants the exclusive lock when the area is not there yet. */
static void
attach_area(void)
{
	MemoryContext before;

	if (area != NULL)
		return;
	before = MemoryContextSwitchTo(TopMemoryContext);
	LWLockRegisterTranche(registry->area_tranche, "dynpgext_loader area");
	if (!registry->has_area)
	{
		area = dsa_create(registry->area_tranche);
		dsa_pin(area);
		dsa_pin_mapping(area);
		registry->area = dsa_get_handle(area);
		registry->has_area = true;
	}
	else
	{
		area = dsa_attach(registry->area);
		dsa_pin_mapping(area);
	}
	MemoryContextSwitchTo(before);
}

static LoaderInstance *
directory_of(LoaderAllocation *allocation)
{
	return dsa_get_address(area, allocation->directory);
}

static char *
memory_of(LoaderInstance *instance)
{
	char	   *block = dsa_get_address(area, instance->block);

	return (char *) TYPEALIGN(PG_CACHE_LINE_SIZE, block) + GUARD_BYTES;
}

LoaderBlock
run_time_block(LoaderAllocation *allocation, int slot)
{
	LoaderBlock		block = {NULL, NULL};

	if (slot >= allocation->directory_size)
		return block;
	attach_area();
	block.instance = &directory_of(allocation)[slot];
	if (DsaPointerIsValid(block.instance->block))
		block.memory = memory_of(block.instance);
	return block;
}

static dsa_pointer
allocate_or_fail(const LoaderAllocation *allocation, uint64 size)
{
	dsa_pointer pointer = dsa_allocate_extended(area, size, DSA_ALLOC_HUGE | DSA_ALLOC_ZERO | DSA_ALLOC_NO_OOM);

	if (DsaPointerIsValid(pointer))
		return pointer;
	unlock_registry();
	complain(&(Complaint)
			 {
				 .elevel = ERROR, .rule = "shmem-size", .sqlstate = ERRCODE_OUT_OF_MEMORY, .site = &allocation->site,
				 .hint = "Ask for less, or enlarge the shared memory of this machine or container (/dev/shm)."
			 },
			 "no dynamic shared memory for \"%s\": %llu bytes are not to be had",
			 allocation->name, (unsigned long long) size);
	return InvalidDsaPointer;
}

static void
enlarge_directory(LoaderAllocation *allocation, int slot)
{
	int			size = Max(8, Max(slot + 1, 2 * allocation->directory_size));
	dsa_pointer directory = allocate_or_fail(allocation, size * sizeof(LoaderInstance));

	if (allocation->directory_size > 0)
	{
		memcpy(dsa_get_address(area, directory), directory_of(allocation),
			   allocation->directory_size * sizeof(LoaderInstance));
		dsa_free(area, allocation->directory);
	}
	allocation->directory = directory;
	allocation->directory_size = size;
}

LoaderBlock
make_run_time_block(int index, int slot)
{
	LoaderAllocation *allocation = &registry->allocation[index];
	LoaderBlock		block;

	attach_area();
	if (slot >= allocation->directory_size)
		enlarge_directory(allocation, slot);
	block.instance = &directory_of(allocation)[slot];
	if (!DsaPointerIsValid(block.instance->block))
		block.instance->block = allocate_or_fail(allocation, allocation->stride + PG_CACHE_LINE_SIZE);
	block.memory = memory_of(block.instance);
	return block;
}

void
free_run_time_block(LoaderAllocation *allocation, int slot)
{
	LoaderBlock		block = run_time_block(allocation, slot);

	if (block.instance == NULL)
		return;
	if (DsaPointerIsValid(block.instance->block))
		dsa_free(area, block.instance->block);
	memset(block.instance, 0, sizeof(LoaderInstance));
}
