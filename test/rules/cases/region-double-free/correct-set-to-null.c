#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

void twice(const char *a);

void
twice(const char *a)
{
	char	   *text = pstrdup(a);

	pfree(text);
	text = NULL;
	if (a[0] == 'x')
		text = pstrdup("x");
	if (text)
		pfree(text);
	text = psprintf("%s%s", a, a);
	pfree(text);
}
