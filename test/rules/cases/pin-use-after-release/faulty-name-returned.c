#include "postgres.h"
#include "access/htup_details.h"
#include "catalog/pg_proc.h"
#include "utils/syscache.h"

/* Points into the tuple. */
char *
name_of(Oid function)
{
	HeapTuple	tuple;
	char	   *name;

	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	if (!HeapTupleIsValid(tuple))
		return NULL;
	name = NameStr(((Form_pg_proc) GETSTRUCT(tuple))->proname);
	ReleaseSysCache(tuple);
	return name;
	//     ^^^^ `name` is returned after ReleaseSysCache has released it
}
