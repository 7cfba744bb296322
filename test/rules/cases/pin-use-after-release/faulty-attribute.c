#include "postgres.h"
#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "utils/syscache.h"

bool
has_options(Oid relation)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
	bool		isnull = true;

	if (HeapTupleIsValid(tuple))
	{
		ReleaseSysCache(tuple);
		(void) SysCacheGetAttr(RELOID, tuple, Anum_pg_class_reloptions, &isnull);
		//                             ^^^^^ `tuple` is given to SysCacheGetAttr after ReleaseSysCache has released it
	}
	return !isnull;
}
