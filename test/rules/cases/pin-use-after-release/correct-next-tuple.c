#include "postgres.h"
#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_namespace.h"

int
count_schemas(Oid owner)
{
	Relation	rel = table_open(NamespaceRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(rel, InvalidOid, false, NULL, 0, NULL);
	HeapTuple	tuple;
	int			count = 0;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_namespace form = (Form_pg_namespace) GETSTRUCT(tuple);

		if (form->nspowner != owner)
			continue;
		count++;
	}
	systable_endscan(scan);
	if (tuple == NULL)
		elog(DEBUG1, "all seen");
	table_close(rel, AccessShareLock);
	return count;
}
