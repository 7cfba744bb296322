#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

int default_length(void);

int
default_length(void)
{
	const char *text = "default";
	int			length = (int) strlen(text);

	pfree((void *) text);
	// <-------------------- a string literal
	return length;
}
