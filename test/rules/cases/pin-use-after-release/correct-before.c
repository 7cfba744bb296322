#include "postgres.h"
#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "utils/syscache.h"

/* What is taken out is a value or a copy. */
Oid
schema_of(Oid relation, char **name)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
	Form_pg_class form;
	Oid			schema;

	if (!HeapTupleIsValid(tuple))
		return InvalidOid;
	form = (Form_pg_class) GETSTRUCT(tuple);
	schema = form->relnamespace;
	*name = pstrdup(NameStr(form->relname));
	ReleaseSysCache(tuple);
	return schema;
}
