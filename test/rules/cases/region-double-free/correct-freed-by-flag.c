#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

int checked(const char *input, bool verbose);

int
checked(const char *input, bool verbose)
{
	char	   *copy = pstrdup(input);
	bool		freed = false;
	int			rc = 0;

	if (!verbose)
	{
		pfree(copy);
		freed = true;
	}
	for (int i = 0; i < 3; i++)
		rc += i;
	if (!freed)
	{
		elog(INFO, "%s", copy);
		pfree(copy);
	}
	return rc;
}
