#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

static char *scratch = NULL;

void use_scratch(int n);

/* What stays reachable is NULL before anything else can happen. */
void
use_scratch(int n)
{
	char	   *mine = palloc(n + 1);

	scratch = mine;
	if (n > 10)
	{
		pfree(scratch);
		scratch = NULL;
		ereport(ERROR, (errmsg("%d is too long", n)));
	}
	memset(scratch, 'x', n);
	PG_TRY();
	{
		elog(DEBUG1, "in the middle");
	}
	PG_CATCH();
	{
		pfree(mine);
		scratch = NULL;
		PG_RE_THROW();
	}
	PG_END_TRY();
	pfree(mine);
	scratch = NULL;
}
