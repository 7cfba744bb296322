#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

char *trimmed(char *text, bool owned);

char *
trimmed(char *text, bool owned)
{
	char	   *result = psprintf("%.10s", text);

	if (strlen(result) == 0)
	{
		pfree(result);
		return NULL;
	}
	if (owned)
		pfree(text);
	if (!owned)
		elog(DEBUG1, "%s stays", text);
	return result;
}
