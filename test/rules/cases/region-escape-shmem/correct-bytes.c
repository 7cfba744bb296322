#include "postgres.h"
#include "fmgr.h"
#include "storage/shmem.h"

PG_MODULE_MAGIC;

typedef struct Shared { char name[64]; int n; struct { int x, y; } point; } Shared;

void fill(const char *name);

void
fill(const char *name)
{
	bool		found;
	Shared	   *shared = ShmemInitStruct("bytes", sizeof(Shared), &found);
	char	   *copy = psprintf("<%s>", name);
	Shared		local = {"local", 1, {2, 3}};
	Shared	   *other = palloc(sizeof(Shared));

	*shared = local;
	*other = *shared;
	memcpy(shared, other, sizeof(Shared));
	strlcpy(shared->name, copy, sizeof(shared->name));
	shared->n = (int) strlen(copy);
	shared->point = local.point;
	pfree(copy);
}
