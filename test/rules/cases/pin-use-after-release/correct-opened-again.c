#include "postgres.h"
#include "access/table.h"
#include "utils/rel.h"

int
twice(Oid id)
{
	Relation	rel = table_open(id, AccessShareLock);
	int			columns = RelationGetNumberOfAttributes(rel);
	Oid			again = RelationGetRelid(rel);

	table_close(rel, NoLock);
	rel = table_open(again, AccessShareLock);
	columns += RelationGetNumberOfAttributes(rel);
	table_close(rel, AccessShareLock);
	rel = NULL;
	return columns;
}
