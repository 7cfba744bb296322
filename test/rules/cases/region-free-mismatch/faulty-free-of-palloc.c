#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

int length_of(int n);

int
length_of(int n)
{
	char	   *buffer = palloc0(n);
	char	   *alias = buffer;

	snprintf(alias, n, "%d", n);
	n = (int) strlen(buffer);
	if (buffer != NULL)
		free(alias);
		// <----------- free cannot free `alias`: it is memory of a memory context from palloc0
	return n;
}
