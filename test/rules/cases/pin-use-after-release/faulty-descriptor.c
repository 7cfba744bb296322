#include "postgres.h"
#include "access/relation.h"
#include "utils/rel.h"

/* The descriptor is part of the relation. */
int
last_column(Oid id)
{
	Relation	rel = relation_open(id, AccessShareLock);
	TupleDesc	desc = RelationGetDescr(rel);

	relation_close(rel, AccessShareLock);
	return desc->natts;
	//     ^^^^^^^^^^^ `desc` is read after relation_close has released it
}
