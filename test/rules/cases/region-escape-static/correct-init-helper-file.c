-- Makefile --
MODULE_big = registry
OBJS = init.o registry.o
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- registry.h --
extern void registry_start(void);
extern const char *registry_name(void);
-- registry.c --
#include "postgres.h"
#include "registry.h"

static char *name;

void
registry_start(void)
{
	if (!name)
		name = psprintf("registry of %d", 1);
}

const char *
registry_name(void)
{
	return name;
}
-- init.c --
#include "postgres.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "registry.h"

PG_MODULE_MAGIC;

void _PG_init(void);

void
_PG_init(void)
{
	registry_start();
}
