#include "postgres.h"
#include "nodes/pg_list.h"

/* The cast silences the compiler, but the list stays empty. */
int
only(void *item)
{
	List	   *items = NIL;

	if (item != NULL)
		(void) lappend(items, item);
		//     ^^^^^^^^^^^^^^^^^^^^ The result of lappend is thrown away
	return list_length(items);
}
