#include "postgres.h"
#include "nodes/pg_list.h"

/* After the error nobody uses the list. */
List *
checked(List *items, void *item)
{
	if (item == NULL)
	{
		(void) list_delete_ptr(items, item);
		ereport(ERROR, (errmsg("an item is missing")));
	}
	return items;
}
