#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

int after_slash(const char *path);

int
after_slash(const char *path)
{
	char	   *copy = pstrdup(path);
	char	   *slash = strchr(copy, '/');
	int			length = 0;

	if (slash != NULL)
	{
		length = (int) strlen(slash);
		pfree(slash);
		// <------------ a pointer into the middle
	}
	return length;
}
