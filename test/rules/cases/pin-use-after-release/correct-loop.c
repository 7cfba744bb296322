#include "postgres.h"
#include "access/htup_details.h"
#include "catalog/pg_proc.h"
#include "nodes/pg_list.h"
#include "utils/syscache.h"

/* The same variable holds another tuple in each turn. */
int
count_strict(List *functions)
{
	HeapTuple	tuple = NULL;
	ListCell   *lc;
	int			strict = 0;

	foreach(lc, functions)
	{
		tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(lfirst_oid(lc)));
		if (!HeapTupleIsValid(tuple))
			continue;
		if (((Form_pg_proc) GETSTRUCT(tuple))->proisstrict)
			strict++;
		ReleaseSysCache(tuple);
	}
	return strict;
}
