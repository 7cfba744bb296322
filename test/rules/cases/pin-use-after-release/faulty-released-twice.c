#include "postgres.h"
#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "utils/syscache.h"

bool
is_composite(Oid type)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	bool		result;

	if (!HeapTupleIsValid(tuple))
		return false;
	result = ((Form_pg_type) GETSTRUCT(tuple))->typtype == TYPTYPE_COMPOSITE;
	ReleaseSysCache(tuple);
	if (!result)
		ReleaseSysCache(tuple);
		// <---------------------- after ReleaseSysCache has released it
	return result;
}
