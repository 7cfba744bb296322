#include "postgres.h"
#include "fmgr.h"
#include "storage/shmem.h"

PG_MODULE_MAGIC;

typedef struct Item { struct Item *next; int n; } Item;
typedef struct Ring { Item *head; Item *tail; Item *free; Item items[FLEXIBLE_ARRAY_MEMBER]; } Ring;

static Ring *ring = NULL;

void lay_out_ring(int n);

/* Everything that is linked here is in the same shared memory. */
void
lay_out_ring(int n)
{
	bool		found;
	Item	   *items;

	ring = ShmemInitStruct("ring", offsetof(Ring, items) + n * sizeof(Item), &found);
	if (found)
		return;
	ring->head = &ring->items[0];
	ring->tail = &ring->items[n - 1];
	items = (Item *) ((char *) ring + MAXALIGN(offsetof(Ring, items)));
	for (int i = 0; i < n - 1; i++)
	{
		items[i].next = &items[i + 1];
		ring->free = &items[i];
	}
	ring->free = ring->items + n / 2;
}
