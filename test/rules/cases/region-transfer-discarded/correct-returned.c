#include "postgres.h"
#include "executor/spi.h"
#include "nodes/pg_list.h"

char *
grown(char *memory, Size size)
{
	return repalloc(memory, size);
}

List *
added(List *items, void *item, bool front)
{
	return front ? lcons(item, items) : lappend(items, item);
}

bool
is_added(List **items, void *item)
{
	return (*items = lappend(*items, item)) != NIL;
}
