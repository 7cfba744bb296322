#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"

PG_MODULE_MAGIC;

void pairs(int n);

void
pairs(int n)
{
	char	   *ours = palloc(n);
	char	   *raw = malloc(n);
	List	   *list = list_make1(ours);

	if (raw == NULL)
		elog(ERROR, "out of memory");
	raw = realloc(raw, 2 * n);
	ours = repalloc(ours, 2 * n);
	list_free(list);
	pfree(ours);
	free(raw);
	free(NULL);
}
