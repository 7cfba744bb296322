#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static List *jobs = NIL;
static char *self = NULL;

PGDLLEXPORT void worker_main(Datum arg);

/* A worker's main function is left only when the process ends. */
void
worker_main(Datum arg)
{
	if (self == NULL)
		self = psprintf("worker %d", DatumGetInt32(arg));
	jobs = lappend(jobs, pstrdup(self));
	for (;;)
		elog(LOG, "%s has %d jobs", self, list_length(jobs));
}
