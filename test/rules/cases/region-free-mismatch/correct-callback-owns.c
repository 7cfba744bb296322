#include "postgres.h"
#include "fmgr.h"
#include "utils/guc.h"

PG_MODULE_MAGIC;

/* What a check hook leaves in extra is freed with free() by the server before version 16. */
static bool
check_level(char **newval, void **extra, GucSource source)
{
	int		   *level = malloc(sizeof(int));
	char	   *copy = pstrdup(*newval);

	if (level == NULL)
		return false;
	*level = atoi(copy);
	pfree(copy);
	if (*level < 0)
	{
		free(level);
		return false;
	}
	*extra = level;
	return true;
}

bool try_level(char *text);
bool try_level(char *text)
{
	void *extra = NULL;
	bool ok = check_level(&text, &extra, PGC_S_FILE);

	if (extra != NULL)
		free(extra);
	return ok;
}
