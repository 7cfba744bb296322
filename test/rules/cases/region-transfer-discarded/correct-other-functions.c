#include "postgres.h"
#include "lib/stringinfo.h"
#include "nodes/pg_list.h"

/* They change what they are given, in place. */
char *
joined(List *words)
{
	StringInfoData text;
	ListCell   *lc;

	initStringInfo(&text);
	foreach(lc, words)
	{
		appendStringInfoString(&text, (char *) lfirst(lc));
		enlargeStringInfo(&text, 100);
	}
	list_sort(words, list_int_cmp);
	resetStringInfo(&text);
	appendStringInfo(&text, "%d words", list_length(words));
	return text.data;
}
