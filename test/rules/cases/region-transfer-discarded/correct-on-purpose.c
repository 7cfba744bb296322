#include "postgres.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"
#include "utils/array.h"

/* Somebody says that the list cannot become empty, and that there is something to add to. */
int
on_purpose(List *items, void *item, ArrayBuildState *state)
{
	(void) list_delete_ptr(items, item);
	(void) accumArrayResult(state, (Datum) 0, true, 25, CurrentMemoryContext);
	(void) lappend(items, item);
	return list_length(items) + state->nelems;
}

/* Up to PostgreSQL 15 a set is never freed when it becomes empty. */
bool
without(Bitmapset *set, int member)
{
	bms_del_member(set, member);
	return bms_is_empty(set);
}
