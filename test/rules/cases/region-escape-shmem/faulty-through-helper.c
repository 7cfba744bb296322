-- Makefile --
MODULE_big = cache
OBJS = cache.o strings.o
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- strings.h --
extern char *lowered(const char *text);
-- strings.c --
#include "postgres.h"
#include "strings.h"

char *
lowered(const char *text)
{
	char	   *copy = pstrdup(text);

	for (char *p = copy; *p; p++)
		*p = pg_tolower((unsigned char) *p);
	return copy;
}
-- cache.c --
#include "postgres.h"
#include "fmgr.h"
#include "storage/shmem.h"
#include "strings.h"

PG_MODULE_MAGIC;

typedef struct Cache { char *last; } Cache;

void note(const char *text);

void
note(const char *text)
{
	bool		found;
	Cache	   *cache = ShmemInitStruct("cache", sizeof(Cache), &found);
	char	   *key;

	if (text == NULL)
	{
		cache->last = NULL;
		return;
	}
	key = lowered(text);
	PG_TRY();
	{
		elog(DEBUG1, "%s", key);
	}
	PG_CATCH();
	{
		cache->last = NULL;
		PG_RE_THROW();
	}
	PG_END_TRY();
	cache->last = key;
	// <----------------- what lowered allocates is memory of this process
}
