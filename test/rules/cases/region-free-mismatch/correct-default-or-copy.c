#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

static char fallback[] = "fallback";

int labelled(const char *label);

int
labelled(const char *label)
{
	char	   *text = fallback;
	char		small[16];
	char	   *buffer = small;
	int			n = label ? (int) strlen(label) : 0;

	if (label != NULL)
		text = pstrdup(label);
	if (n >= (int) sizeof(small))
		buffer = palloc(n + 1);
	strcpy(buffer, text);
	n = (int) strlen(buffer);
	if (text != fallback)
		pfree(text);
	if (buffer != small)
		pfree(buffer);
	return n;
}
