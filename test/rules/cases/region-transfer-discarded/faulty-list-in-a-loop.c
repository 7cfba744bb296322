#include "postgres.h"
#include "nodes/pg_list.h"

List *
collect(char **words, int count)
{
	List	   *result = NIL;

	for (int i = 0; i < count; i++)
	{
		if (words[i][0] != '#')
			lappend(result, pstrdup(words[i]));
			// <---------------------------------- lappend
	}
	return result;
}
