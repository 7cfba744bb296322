#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

#define ALLOC(n) palloc((n) * sizeof(int))

int *numbers(int n);

int *
numbers(int n)
{
	int		   *array = ALLOC(4);

	array[0] = n;
	if (n > 4)
		array = realloc(array, n * sizeof(int));
		//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ realloc cannot free `array`
	return array;
}
