#include "postgres.h"
#include "access/htup_details.h"
#include "catalog/pg_authid.h"
#include "utils/syscache.h"

static void
done_with(HeapTuple tuple)
{
	if (tuple)
		ReleaseSysCache(tuple);
}

bool
can_login(Oid role)
{
	HeapTuple	tuple = SearchSysCache1(AUTHOID, ObjectIdGetDatum(role));
	bool		result;

	if (!HeapTupleIsValid(tuple))
		return false;
	ReleaseSysCache(tuple);
	result = ((Form_pg_authid) GETSTRUCT(tuple))->rolcanlogin;
	//                                   ^^^^^ after ReleaseSysCache has released it
	return result;
}

bool
is_superuser(Oid role)
{
	HeapTuple	tuple = SearchSysCache1(AUTHOID, ObjectIdGetDatum(role));
	Form_pg_authid form = (Form_pg_authid) GETSTRUCT(tuple);

	done_with(tuple);
	return form->rolsuper;
	//     ^^^^^^^^^^^^^^ `form` is read after done_with has released it
}
