#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

int count_words(const char *text);

int
count_words(const char *text)
{
	char	   *copy = pstrdup(text);
	char	   *p = copy;
	int			n = 0;

	while (*p)
	{
		while (*p == ' ')
			p++;
		if (*p)
			n++;
		while (*p && *p != ' ')
			p++;
	}
	p = copy;
	pfree(p);
	return n;
}
