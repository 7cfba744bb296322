#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"

PG_MODULE_MAGIC;

static List *handlers = NIL;
static char *library_name = NULL;
static int *counters;

void _PG_init(void);

static void
add_handler(const char *name)
{
	handlers = lappend(handlers, pstrdup(name));
}

void
_PG_init(void)
{
	if (library_name == NULL)
		library_name = pstrdup("example");
	counters = palloc0(10 * sizeof(int));
	add_handler("one");
	add_handler("two");
}
