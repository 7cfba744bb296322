#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

void either(bool shared, const char *text);

void
either(bool shared, const char *text)
{
	char	   *copy = shared ? strdup(text) : pstrdup(text);
	char	   *other;

	if (copy == NULL)
		return;
	elog(LOG, "%s", copy);
	if (shared)
		free(copy);
	else
		pfree(copy);
	if (shared)
		other = malloc(10);
	else
		other = palloc(10);
	other[0] = '\0';
	if (!shared)
		pfree(other);
	else
		free(other);
}
