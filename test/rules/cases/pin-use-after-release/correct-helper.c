#include "postgres.h"
#include "access/htup_details.h"
#include "catalog/pg_proc.h"
#include "utils/syscache.h"

typedef struct Found
{
	HeapTuple	tuple;
	Form_pg_proc form;
} Found;

static bool
find(Oid function, Found *found)
{
	found->tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	if (!HeapTupleIsValid(found->tuple))
		return false;
	found->form = (Form_pg_proc) GETSTRUCT(found->tuple);
	return true;
}

static void
forget(Found *found)
{
	ReleaseSysCache(found->tuple);
	found->tuple = NULL;
	found->form = NULL;
}

int
arguments_of(Oid function)
{
	Found		found;
	int			arguments;

	if (!find(function, &found))
		return -1;
	arguments = found.form->pronargs;
	forget(&found);
	if (!find(function, &found))
		return arguments;
	arguments += found.form->pronargs;
	forget(&found);
	return arguments;
}
