#include "postgres.h"
#include "fmgr.h"
#include "access/xact.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(note);

static char *noted = NULL;

static void
at_end(XactEvent event, void *arg)
{
	noted = NULL;
}

void _PG_init(void);
void
_PG_init(void)
{
	RegisterXactCallback(at_end, NULL);
}

/* Lives as long as the transaction, and the callback forgets it then. */
Datum
note(PG_FUNCTION_ARGS)
{
	if (noted == NULL)
		noted = MemoryContextStrdup(TopTransactionContext, PG_GETARG_CSTRING(0));
	PG_RETURN_INT32(strlen(noted));
}
