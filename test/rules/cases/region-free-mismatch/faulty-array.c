#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

void say(int n);

void
say(int n)
{
	static char banner[64];
	char		line[64];
	char	   *start = line;

	snprintf(line, sizeof(line), "%d", n);
	strlcpy(banner, line, sizeof(banner));
	elog(LOG, "%s", start);
	pfree(start);
	// <------------ a variable on the stack
	pfree(banner);
	// <------------- a static variable
}
