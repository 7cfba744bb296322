#include "postgres.h"
#include "nodes/pg_list.h"

/* The list is a local that nobody looks at again. */
int
last(void *item)
{
	List	   *items = list_make1(item);
	int			length = list_length(items);

	(void) lappend(items, item);
	return length;
}
