#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

typedef struct State
{
	MemoryContext context;
	char	   *name;
} State;

static void
rename_state(State *state, const char *name)
{
	MemoryContext oldcontext = MemoryContextSwitchTo(state->context);

	if (state->name != NULL)
		pfree(state->name);
	state->name = pstrdup(name);
	if (name[0] == '_')
	{
		elog(DEBUG1, "hidden name");
		return;
		// <------- is still current
	}
	MemoryContextSwitchTo(oldcontext);
}

void use_state(void);
void use_state(void)
{
	State state = {TopMemoryContext, NULL};

	rename_state(&state, "x");
}
