/*
 * survivor.c: maps the memory that outlives a crash.
 */
#include "loader.h"

#include <sys/mman.h>

#include "survivor.h"

#ifndef MAP_ANONYMOUS
#define MAP_ANONYMOUS MAP_ANON
#endif

Survivor   *survivor = NULL;

void
map_survivor(void)
{
	void	   *place = mmap(NULL, sizeof(Survivor), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (place == MAP_FAILED)
		ereport(FATAL,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("dynpgext_loader could not map %zu bytes: %m", sizeof(Survivor))));

	/* The kernel hands out zeroes. */
	survivor = place;
	pg_atomic_init_u64(&survivor->next_event, 1);
	pg_atomic_init_u32(&survivor->starts, 0);
	init_worker_table();
}
