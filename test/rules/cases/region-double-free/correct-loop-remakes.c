#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

int total_length(int n);

int
total_length(int n)
{
	int			total = 0;
	char	   *previous = NULL;

	for (int i = 0; i < n; i++)
	{
		char	   *current = psprintf("%d", i);

		if (previous)
			pfree(previous);
		total += (int) strlen(current);
		previous = current;
	}
	if (previous)
		pfree(previous);
	return total;
}
