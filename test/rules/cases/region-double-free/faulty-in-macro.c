#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

#define RELEASE(p) \
	do { \
		if ((p) != NULL) \
			pfree(p); \
	} while (0)

char *pick(const char *a, bool log);

char *
pick(const char *a, bool log)
{
	char	   *copy = pstrdup(a);
	char	   *other = pstrdup("other");

	RELEASE(copy);
	if (log)
		elog(LOG, "%s", other);
	pfree(copy);
	// <----------- is freed again
	return other;
}
