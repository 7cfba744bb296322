#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

static void
make_name(char **name, int n)
{
	*name = psprintf("name %d", n);
}

void names(void);

void
names(void)
{
	char	   *name = NULL;

	make_name(&name, 1);
	elog(LOG, "%s", name);
	PG_TRY();
	{
		elog(DEBUG1, "%s", name);
	}
	PG_FINALLY();
	{
		elog(DEBUG1, "done");
	}
	PG_END_TRY();
	free(name);
	// <---------- memory of a memory context
}
