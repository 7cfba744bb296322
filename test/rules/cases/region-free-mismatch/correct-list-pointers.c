#include "postgres.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/pg_list.h"

PG_MODULE_MAGIC;

void members(int n);

void
members(int n)
{
	List	   *texts = NIL;
	ListCell   *lc;
	StringInfo	buffer = makeStringInfo();

	for (int i = 0; i < n; i++)
		texts = lappend(texts, psprintf("%d", i));
	foreach(lc, texts)
	{
		char	   *text = lfirst(lc);

		appendStringInfoString(buffer, text);
		pfree(text);
	}
	list_free(texts);
	pfree(buffer->data);
	pfree(buffer);
}
