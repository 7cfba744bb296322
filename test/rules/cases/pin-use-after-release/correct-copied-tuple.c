#include "postgres.h"
#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_namespace.h"
#include "utils/syscache.h"

char *
copied(Oid schema)
{
	HeapTuple	tuple = SearchSysCacheCopy1(NAMESPACEOID, ObjectIdGetDatum(schema));
	Relation	rel = table_open(NamespaceRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(rel, InvalidOid, false, NULL, 0, NULL);
	HeapTuple	kept = heap_copytuple(systable_getnext(scan));

	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	elog(DEBUG1, "%u", ((Form_pg_namespace) GETSTRUCT(kept))->oid);
	return NameStr(((Form_pg_namespace) GETSTRUCT(tuple))->nspname);
}
