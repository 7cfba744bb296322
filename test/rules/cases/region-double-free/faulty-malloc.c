#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

void buffer_twice(size_t n);

void
buffer_twice(size_t n)
{
	char	   *buffer = malloc(n);

	if (buffer == NULL)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
	memset(buffer, 0, n);
	if (n > 100)
	{
		free(buffer);
		goto done;
	}
	buffer[0] = 'x';
	free(buffer);
done:
	free(buffer);
	// <------------ is freed again
}
