-- ring.h --
#ifndef RING_H
#define RING_H
#include "dynpgext.h"

typedef struct Ring {
	uint32 head;
	uint32 slots[16];
} Ring;

typedef struct RingSet {
	Ring *first;
	Ring *second;
} RingSet;

#define RING_A "ring:0.3:a"
#define RING_B "ring:0.3:b"

extern Ring *shared_ring;
#endif
-- init.c --
#include "postgres.h"
#include "fmgr.h"
#include "ring.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void zero_ring(void *ptr, void *data) {
	memset(ptr, 0, sizeof(Ring));
}

void _Dynpgext_init(const dynpgext_handle *handle) {
	static const char *const names[] = {RING_A, RING_B};
	for (int i = 0; i < 2; i++)
		handle->allocate_shmem(handle, names[i], sizeof(Ring), zero_ring, NULL, 0);
}
-- use.c --
#include "postgres.h"
#include "fmgr.h"
#include "ring.h"

Ring *shared_ring = NULL;

PG_FUNCTION_INFO_V1(ring_head);
Datum ring_head(PG_FUNCTION_ARGS) {
	if (shared_ring == NULL)
		shared_ring = dynpgext_lookup_shmem(RING_A);
	PG_RETURN_INT32(shared_ring->head);
	//              ^^^^^^^^^^^^^^^^^ without a NULL check
}

static void attach(RingSet *set) {
	set->first = dynpgext_lookup_shmem(RING_A);
	set->second = dynpgext_lookup_shmem(RING_B);
	if (set->first == NULL)
		elog(ERROR, "no ring");
}

PG_FUNCTION_INFO_V1(ring_move);
Datum ring_move(PG_FUNCTION_ARGS) {
	RingSet set, copy;

	attach(&set);
	copy = set;
	copy.first->head++;
	copy.second->slots[copy.first->head % 16] = 1;
	// <----------------------------------------- dynpgext_lookup_shmem("ring:0.3:b")
	PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(ring_warn);
Datum ring_warn(PG_FUNCTION_ARGS) {
	Ring *ring = (Ring *) dynpgext_lookup_shmem(RING_B);

	if (!ring)
		ereport(WARNING, (errmsg("the ring is missing"), errhint("Preload the loader.")));
	ring->head = 0;
	// <---------- may be NULL here
	PG_RETURN_VOID();
}
