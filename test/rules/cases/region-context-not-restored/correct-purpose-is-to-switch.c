#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static MemoryContext our_context = NULL;

/* Callers switch back themselves. */
static MemoryContext
enter_context(void)
{
	if (our_context == NULL)
		our_context = AllocSetContextCreate(TopMemoryContext, "ours", ALLOCSET_DEFAULT_SIZES);
	return MemoryContextSwitchTo(our_context);
}

static inline void
leave_context(MemoryContext old)
{
	MemoryContextSwitchTo(old);
}

char *ours(const char *text);

char *
ours(const char *text)
{
	MemoryContext old = enter_context();
	char	   *copy = pstrdup(text);

	leave_context(old);
	return copy;
}
