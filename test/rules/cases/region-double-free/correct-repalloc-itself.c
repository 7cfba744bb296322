#include "postgres.h"
#include "fmgr.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"

PG_MODULE_MAGIC;

int *collect(int n, List **seen);

int *
collect(int n, List **seen)
{
	int			size = 4;
	int		   *numbers = palloc(size * sizeof(int));
	Bitmapset  *set = NULL;

	for (int i = 0; i < n; i++)
	{
		if (i >= size)
		{
			size *= 2;
			numbers = (int *) repalloc(numbers, size * sizeof(int));
		}
		numbers[i] = i;
		set = bms_add_member(set, i);
		*seen = lappend_int(*seen, i);
	}
	bms_free(set);
	return numbers;
}
