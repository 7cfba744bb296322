#include "postgres.h"
#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "utils/syscache.h"

/* Released in the arm that still needs it. */
char
kind_of(Oid relation, bool quick)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
	char		kind;

	if (!HeapTupleIsValid(tuple))
		return '\0';
	if (quick)
	{
		ReleaseSysCache(tuple);
		kind = ((Form_pg_class) GETSTRUCT(tuple))->relkind;
		//                                ^^^^^ after ReleaseSysCache
		return kind;
	}
	kind = ((Form_pg_class) GETSTRUCT(tuple))->relkind;
	ReleaseSysCache(tuple);
	return kind;
}
