#include "postgres.h"
#include "access/table.h"
#include "utils/rel.h"

void
lock_and_tell(Oid id)
{
	Relation	rel = table_open(id, AccessExclusiveLock);

	PG_TRY();
	{
		table_close(rel, NoLock);
		elog(NOTICE, "%s is locked", RelationGetRelationName(rel));
		//                                                   ^^^ after table_close has released it
	}
	PG_CATCH();
	{
		PG_RE_THROW();
	}
	PG_END_TRY();
}
