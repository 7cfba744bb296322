#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"

PG_MODULE_MAGIC;

void show(int n);

void
show(int n)
{
	char	   *text = psprintf("%d", n);
	char	   *rest = text;
	int			length;

	length = (int) strlen(rest);
	pfree(text);
	elog(LOG, "%d", length);
	elog(LOG, "%s", rest);
	//              ^^^^ `rest` is passed to elog after pfree has freed it
}
