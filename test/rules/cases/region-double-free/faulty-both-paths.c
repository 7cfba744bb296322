#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

int try_parse(const char *input);

int
try_parse(const char *input)
{
	char	   *copy = pstrdup(input);
	int			result;

	if (copy[0] == '-')
	{
		elog(DEBUG1, "negative: %s", copy);
		pfree(copy);
		result = -1;
	}
	else
	{
		result = atoi(copy);
		pfree(copy);
	}
	pfree(copy);
	// <----------- is freed again
	return result;
}
