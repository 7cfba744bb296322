#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

/* Out of sight: may give the pointer a new value, may keep the context. */
extern void refresh(char **text, MemoryContext context);
extern MemoryContext workspace(void);
extern char *lookup(const char *key);

void use_unknown(const char *key);

void
use_unknown(const char *key)
{
	MemoryContext work = workspace();
	MemoryContext old = MemoryContextSwitchTo(work);
	char	   *text = pstrdup(key);
	char	   *found = lookup(key);

	MemoryContextSwitchTo(old);
	MemoryContextDelete(work);
	refresh(&text, old);
	elog(LOG, "%s %s", text, found);
}
