#include "postgres.h"
#include "nodes/pg_list.h"

List *
merge(List *one, List *other)
{
	ListCell   *lc;

	if (one != NIL || other != NIL)
	{
		list_concat(one, other);
		// <----------------------- list_concat
		list_truncate(one, 10);
		// <---------------------- list_truncate
	}
	foreach(lc, one)
		elog(DEBUG1, "%p", lfirst(lc));
	return one;
}
