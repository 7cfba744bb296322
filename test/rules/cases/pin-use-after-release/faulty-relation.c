#include "postgres.h"
#include "access/table.h"
#include "utils/rel.h"

int
columns_of(Oid id)
{
	Relation	rel = table_open(id, AccessShareLock);
	int			columns = 0;

	table_close(rel, AccessShareLock);
	for (int i = 0; i < rel->rd_att->natts; i++)
	//                  ^^^^^^^^^^^ `rel` is read after table_close has released it
		columns++;
	return columns;
}
