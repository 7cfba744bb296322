#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"

PG_MODULE_MAGIC;

int lists(int n);

int
lists(int n)
{
	List	   *numbers = NIL;
	int			length;

	for (int i = 0; i < n; i++)
		numbers = lappend_int(numbers, i);
	numbers = lappend_int(numbers, n);
	length = list_length(numbers);
	pfree(numbers);
	// <-------------- a List
	return length;
}
