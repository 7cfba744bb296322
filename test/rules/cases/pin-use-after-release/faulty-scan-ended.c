#include "postgres.h"
#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_namespace.h"

Oid
some_schema(void)
{
	Relation	rel = table_open(NamespaceRelationId, AccessShareLock);
	SysScanDesc scan;
	HeapTuple	tuple;
	Oid			result = InvalidOid;

	scan = systable_beginscan(rel, InvalidOid, false, NULL, 0, NULL);
	tuple = systable_getnext(scan);
	systable_endscan(scan);
	if (HeapTupleIsValid(tuple))
		result = ((Form_pg_namespace) GETSTRUCT(tuple))->oid;
		//                                      ^^^^^ after systable_endscan has released it
	table_close(rel, AccessShareLock);
	return result;
}
