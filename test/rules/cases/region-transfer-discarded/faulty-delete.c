#include "postgres.h"
#include "nodes/pg_list.h"

/* When the last member goes, the list is freed. */
int
drop_first(List *items, void *item)
{
	list_delete_ptr(items, item);
	// <---------------------------- The result of list_delete_ptr is thrown away
	return list_length(items);
}
