#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

static char *
raw_buffer(size_t n)
{
	char	   *p = malloc(n);

	if (p == NULL)
		elog(ERROR, "out of memory");
	return p;
}

void with_raw(void);

void
with_raw(void)
{
	char	   *buffer = raw_buffer(100);

	strlcpy(buffer, "text", 100);
	elog(LOG, "%s", buffer);
	pfree(buffer);
	// <------------- pfree cannot free `buffer`
}
