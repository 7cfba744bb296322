#include "postgres.h"
#include "fmgr.h"
#include "storage/shmem.h"

PG_MODULE_MAGIC;

typedef struct Link { void *where; struct Link *next; } Link;

extern void *arena_alloc(size_t n);
extern Link *arena_head(void);

void link_in(size_t n);

void
link_in(size_t n)
{
	bool		found;
	Link	   *root = ShmemInitStruct("root", sizeof(Link), &found);
	Link	   *maybe = arena_head();

	root->where = arena_alloc(n);
	root->next = maybe;
	maybe->where = palloc(n);
}
