#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"

PG_MODULE_MAGIC;

int sum_list(int a, int b);

int
sum_list(int a, int b)
{
	List	   *numbers = list_make2_int(a, b);
	int			sum = linitial_int(numbers);

	list_free(numbers);
	return sum + list_length(numbers);
	//                       ^^^^^^^ passed to list_length after list_free has freed it
}
