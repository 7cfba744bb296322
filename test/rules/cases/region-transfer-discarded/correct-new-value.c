#include "postgres.h"
#include "nodes/pg_list.h"

/* What was thrown away is not what is used. */
int
start_over(List *items, void *item)
{
	(void) list_delete_ptr(items, item);
	items = NIL;
	items = lappend(items, item);
	return list_length(items);
}
