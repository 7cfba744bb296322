#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

int *grow(int n);

int *
grow(int n)
{
	int		   *small = palloc(4 * sizeof(int));
	int		   *large;

	small[0] = n;
	large = repalloc(small, n * sizeof(int));
	large[1] = small[0];
	//         ^^^^^^^^ after repalloc, which may have moved it
	return large;
}
