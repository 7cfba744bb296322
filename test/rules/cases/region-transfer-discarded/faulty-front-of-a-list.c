#include "postgres.h"
#include "nodes/pg_list.h"

bool
has_any(int first)
{
	List	   *numbers = NIL;

	lcons_int(first, numbers);
	// <------------------------- lcons_int
	if (numbers == NIL)
		return false;
	return true;
}
