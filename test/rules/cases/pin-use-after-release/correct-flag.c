#include "postgres.h"
#include "access/table.h"
#include "utils/rel.h"

/* Closed only when it was opened here. */
int
columns_of(Relation given, Oid id)
{
	Relation	rel = given;
	int			columns;

	if (given == NULL)
		rel = table_open(id, AccessShareLock);
	columns = RelationGetNumberOfAttributes(rel);
	if (given == NULL)
		table_close(rel, AccessShareLock);
	else
		elog(DEBUG1, "%s", RelationGetRelationName(rel));
	return columns;
}
