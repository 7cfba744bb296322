#include "postgres.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
void report_all(int n);

/* The buffer is in a child of the context that goes. */
void report_all(int n)
{
  MemoryContext outer = AllocSetContextCreate(TopMemoryContext, "outer", ALLOCSET_SMALL_SIZES);
  MemoryContext inner = AllocSetContextCreate(outer, "inner", ALLOCSET_SMALL_SIZES);
  char *line = MemoryContextStrdup(inner, "totals");
  int i;

  for (i = 0; i < n; i++)
    elog(LOG, "%d %s", i, line);
  MemoryContextDelete(outer);
  elog(LOG, "last: %s", line);
  //                    ^^^^ passed to
}
