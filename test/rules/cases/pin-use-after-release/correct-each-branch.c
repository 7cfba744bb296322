#include "postgres.h"
#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "utils/syscache.h"

bool
is_enum(Oid type)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	Form_pg_type form;

	if (!HeapTupleIsValid(tuple))
		return false;
	form = (Form_pg_type) GETSTRUCT(tuple);
	if (form->typtype == TYPTYPE_ENUM)
	{
		ReleaseSysCache(tuple);
		return true;
	}
	if (form->typtype == TYPTYPE_DOMAIN)
	{
		Oid			base = form->typbasetype;

		ReleaseSysCache(tuple);
		return is_enum(base);
	}
	ReleaseSysCache(tuple);
	return false;
}
