#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;

static int *
other(void)
{
	char		name[256];

	snprintf(name, sizeof(name), "other:%s:%s_%03d", "1.0", "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy", 7);
	return dynpgext_lookup_shmem(name);
}

static int *
constant(void)
{
	char		name[256];

	snprintf(name, sizeof(name), "other:%s:%s_%d", "1.0", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", 7);
	return dynpgext_lookup_shmem(name);
	//                           ^^^^ 132 bytes
}
